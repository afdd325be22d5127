import { parentPort, workerData } from 'node:worker_threads';
import { decodeByOpenai, decodeByUs } from './decoders';
import { readsOf, VENDOR_STREAMS, type Cut } from './vendorStreams';

/** One way to decode one stream. Each has a thread of its own, so that none profits or suffers from the shapes of another's objects. */
export interface Decoding {
  readonly vendor: keyof typeof VENDOR_STREAMS;
  readonly decoder: 'ours' | 'openai package';
  readonly cut: Cut;
  readonly events: number;
}

export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const { vendor, decoder, cut, events } = workerData as Decoding;
const stream = VENDOR_STREAMS[vendor];
const reads = [...readsOf(stream, events, cut)];
const decode = { ours: () => decodeByUs(stream, reads), 'openai package': () => decodeByOpenai(reads) }[decoder];

async function measure(): Promise<Cost> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const chunks = await decode();
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  // A last event may bring text of its own.
  if (chunks < events || chunks > events + 1) throw new Error(`${String(chunks)} of ${String(events)} events came.`);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

parentPort?.on('message', (word: 'measure' | 'close') => {
  if (word === 'close') parentPort?.close();
  else void measure().then((cost) => parentPort?.postMessage(cost));
});
