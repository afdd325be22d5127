import { once } from 'node:events';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Cost, Decoding } from './decodeWorker';
import { measureMemory } from './memory';
import type { Cut } from './vendorStreams';

/**
 * How fast bytes become a trace, beside the `openai` package's decoding of the same bytes, in turn in one run. CPU is that of
 * the whole process, garbage collection with it; only one thread works at a time.
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
const events = Number(values.events);
const LONG_STREAM_EVENTS = 1_000_000;
/** Rounds that are not counted: code that runs for the first time is slower than it will ever be again. */
const WARM_UPS = 3;

const CUTS: readonly (readonly [string, Cut])[] = [
  ['4 KB a read', { bytesPerRead: 4096 }],
  ['an event a read', 'event'],
];
const CONTESTANTS: readonly Pick<Decoding, 'vendor' | 'decoder'>[] = [
  { vendor: 'openai', decoder: 'ours' },
  { vendor: 'openai', decoder: 'openai package' },
  { vendor: 'openaiTotals', decoder: 'ours' },
  { vendor: 'openaiTotals', decoder: 'openai package' },
  { vendor: 'anthropic', decoder: 'ours' },
  { vendor: 'gemini', decoder: 'ours' },
  { vendor: 'ollama', decoder: 'ours' },
];

const memory = measureMemory(LONG_STREAM_EVENTS);
const threads = CUTS.flatMap(([how, cut]) =>
  CONTESTANTS.map((contestant) => {
    const workerData: Decoding = { ...contestant, cut, events };
    const costs: Cost[] = [];
    const worker = new Worker(`${values.folder}/decodeWorker.mjs`, { workerData });
    return { how, ...contestant, worker, costs };
  }),
);
for (let round = -WARM_UPS; round < Number(values.rounds); round++)
  for (const { worker, costs } of threads) {
    worker.postMessage('measure');
    const [cost] = (await once(worker, 'message')) as [Cost];
    if (round >= 0) costs.push(cost);
  }
for (const { worker } of threads) worker.postMessage('close');

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? NaN;
const rows = threads.map(({ vendor, decoder, how, costs }) => ({
  stream: vendor,
  decoder,
  how,
  eventsPerSecond: Math.round((1000 * events) / median(costs.map(({ wallMs }) => wallMs))),
  cpuMicrosecondsPerEvent: Number(((1000 * median(costs.map(({ cpuMs }) => cpuMs))) / events).toFixed(3)),
}));
if (!values.json) {
  console.table(rows);
  console.log(
    `A stream of ${String(memory.events)} events: trace ${String(memory.traceMB)} MB, alive beyond it at most ${String(memory.overTraceMB)} MB.`,
  );
}
const machine = { node: process.version, platform: `${process.platform} ${process.arch}`, load: os.loadavg() };
console.log(JSON.stringify({ bench: 'decode', ...machine, memory, rows }, null, values.json ? 2 : 0));
