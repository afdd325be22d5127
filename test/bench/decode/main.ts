import os from 'node:os';
import { parseArgs } from 'node:util';
import { decodeByOpenai, decodeByUs } from './decoders';
import { measureMemory } from './memory';
import { readsOf, VENDOR_STREAMS, type Cut } from './vendorStreams';

/**
 * How fast bytes become a trace, beside the `openai` package's decoding of the same bytes, in turn in one run.
 *   npm run bench -- decode [--rounds N] [--events N] [--json]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    events: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    folder: { type: 'string', default: '' },
  },
});
const EVENTS = Number(values.events);
const LONG_STREAM_EVENTS = 1_000_000;

interface Decoding {
  readonly name: string;
  readonly reads: readonly Buffer[];
  readonly decode: (reads: readonly Buffer[]) => number | Promise<number>;
  readonly costs: { readonly wallMs: number; readonly cpuMs: number }[];
}

const CUTS: readonly (readonly [string, Cut])[] = [
  ['4 KB a read', { bytesPerRead: 4096 }],
  ['an event a read', 'event'],
];

function decodings(): Decoding[] {
  return CUTS.flatMap(([how, cut]) => {
    const { openai } = VENDOR_STREAMS;
    const ours = Object.values(VENDOR_STREAMS).map((stream) => ({
      name: `${stream.name}, ${how}`,
      reads: [...readsOf(stream, EVENTS, cut)],
      decode: (reads: readonly Buffer[]) => decodeByUs(stream, reads),
      costs: [],
    }));
    const peer = { name: `openai package, ${how}`, reads: [...readsOf(openai, EVENTS, cut)], decode: decodeByOpenai };
    return [...ours, { ...peer, costs: [] }];
  });
}

async function measureOnce({ reads, decode, costs, name }: Decoding): Promise<void> {
  // Not a full collection: that would throw away what the engine has learnt of the shape of these objects.
  globalThis.gc?.({ type: 'minor' });
  const cpu = process.cpuUsage();
  const from = performance.now();
  const chunks = await decode(reads);
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  // A last event may bring text of its own.
  if (chunks < EVENTS || chunks > EVENTS + 1) throw new Error(`${name}: ${String(chunks)} of ${String(EVENTS)} came.`);
  costs.push({ wallMs, cpuMs: (user + system) / 1000 });
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? NaN;

const memory = measureMemory(LONG_STREAM_EVENTS);
const all = decodings();
// One round that is not counted: code that runs for the first time is slower than it will ever be again.
for (const decoding of all) await measureOnce(decoding);
for (const { costs } of all) costs.length = 0;
for (let round = 0; round < Number(values.rounds); round++) for (const decoding of all) await measureOnce(decoding);

const rows = all.map(({ name, costs }) => ({
  decoding: name,
  eventsPerSecond: Math.round((1000 * EVENTS) / median(costs.map(({ wallMs }) => wallMs))),
  cpuMicrosecondsPerEvent: Number(((1000 * median(costs.map(({ cpuMs }) => cpuMs))) / EVENTS).toFixed(3)),
}));
const machine = { node: process.version, platform: `${process.platform} ${process.arch}`, load: os.loadavg() };
if (!values.json) {
  console.table(rows);
  console.log(
    `A stream of ${String(memory.events)} events: trace ${String(memory.traceMB)} MB, alive beyond it at most ${String(memory.overTraceMB)} MB.`,
  );
}
console.log(JSON.stringify({ bench: 'decode', ...machine, memory, rows }, null, values.json ? 2 : 0));
