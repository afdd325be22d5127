import type { RunTrace } from '../../../src/core/runTrace';
import { startRecording } from './decoders';
import { readsOf, VENDOR_STREAMS } from './vendorStreams';

/** What a long stream costs in memory, in MB. */
export interface MemoryFigures {
  readonly events: number;
  /** What the trace alone holds at the end. */
  readonly traceMB: number;
  /** Most that was alive at any of the samples beyond the trace so far. */
  readonly overTraceMB: number;
}

const BYTES_PER_READ = 4096;
const SAMPLES = 20;
const MB = 1024 * 1024;

/** Records a stream whose bytes are made on the way, and looks now and then at what is alive. */
export function measureMemory(events: number): MemoryFigures {
  record(10_000, () => undefined);
  const beforeBytes = aliveBytes();
  const samples: { readonly reads: number; readonly bytes: number }[] = [];
  const reads = Math.ceil((events * VENDOR_STREAMS.openai.event(0).length) / BYTES_PER_READ);
  const perSample = Math.floor(reads / SAMPLES);
  const kept: { trace: RunTrace | null } = {
    trace: record(events, (index) => {
      if (index % perSample === 0) samples.push({ reads: index, bytes: aliveBytes() - beforeBytes });
    }),
  };
  if (kept.trace?.chunks.length !== events) throw new Error('Chunks were lost.');
  const lastRead = kept.trace?.reads.length ?? NaN;
  const traceBytes = sizeOf(kept);
  const over = samples.map(({ reads, bytes }) => bytes - (traceBytes * reads) / lastRead);
  return { events, traceMB: round(traceBytes / MB), overTraceMB: round(Math.max(...over) / MB) };
}

/** Nothing but the trace outlives the call. */
function record(events: number, onRead: (index: number) => void): RunTrace {
  const recording = startRecording(VENDOR_STREAMS.openai);
  let index = 0;
  for (const bytes of readsOf(VENDOR_STREAMS.openai, events, { bytesPerRead: BYTES_PER_READ })) {
    recording.take(bytes);
    onRead(++index);
  }
  return recording.end();
}

/** What is set free when the trace is let go of. */
function sizeOf(kept: { trace: RunTrace | null }): number {
  const heldBytes = aliveBytes();
  kept.trace = null;
  return heldBytes - aliveBytes();
}

function aliveBytes(): number {
  if (!globalThis.gc) throw new Error('Run node with --expose-gc.');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const round = (value: number): number => Number(value.toFixed(1));
