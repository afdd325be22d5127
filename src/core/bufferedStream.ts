import { gapsOf } from './generated';
import { percentile, sortedNumbers } from './percentile';
import type { Read, RunTrace } from './runTrace';

/**
 * Tells a stream that something on its way held back (a proxy, a compressor, a filter) from one that came as it was made.
 *
 * Both a held-back stream and speculative decoding come in bursts with silences between. What tells them apart:
 * speculation makes a handful of tokens per burst, of varying number, some tens of ms apart. A buffer lets go when it is
 * full (4 KB and 16 KB are usual), so its bursts are long or always equally heavy, or when a clock rings (often 1 s), so
 * its silences are long. The limits below stand between the two; the tests hold them against generated streams of each kind.
 */

/** A chunk belongs to the burst of the one before it when it came within this time … */
const LEAST_BURST_GAP_MS = 0.2;
/** … or, for slow streams, whose bursts may be spread over several network packets, within this part of the mean gap. */
const BURST_GAP_SHARE = 0.05;
const MOST_BURST_GAP_MS = 2;

/** A stream is suspect when more than this part of its chunks came in bursts … */
const BURSTY_SHARE = 0.8;
/** … and nearly all of its time was silence. */
const SILENT_SHARE = 0.8;
/** More chunks per burst than speculative decoding yields. */
const LONG_BURST_CHUNKS = 10;
const LONG_SILENCE_MS = 400;
/** Smallest usual buffer, less its framing. */
const BUFFER_BYTES = 3600;
const EQUAL_WEIGHT_TOLERANCE = 0.15;
/** Everything came within this part of the run, after a long wait. */
const AT_THE_END_SHARE = 0.05;

interface Burst {
  startMs: number;
  endMs: number;
  chunks: number;
  firstRead: number;
  lastRead: number;
}

/** Whether the times between chunks say something about a buffer instead of the model. */
export function isBuffered(trace: RunTrace): boolean {
  const { chunks } = trace;
  // Tokens that were stamped in the process that made them passed no buffer.
  if (chunks.length < 2 || trace.phases.length > 0) return false;
  const bursts = burstsOf(trace);
  const inBursts = bursts.reduce((sum, burst) => sum + (burst.chunks > 1 ? burst.chunks : 0), 0);
  if (inBursts <= BURSTY_SHARE * chunks.length) return false;
  if (cameAtTheEnd(trace)) return true;
  const silences = silencesOf(bursts);
  const silentMs = silences.reduce((sum, gap) => sum + gap, 0);
  if (silentMs < SILENT_SHARE * spanOf(trace)) return false;
  return (
    chunks.length / bursts.length >= LONG_BURST_CHUNKS ||
    (percentile(sortedNumbers(silences), 0.5) ?? 0) >= LONG_SILENCE_MS ||
    areEquallyHeavy(bursts, trace.reads)
  );
}

const spanOf = ({ chunks }: RunTrace): number => (chunks.at(-1)?.atMs ?? 0) - (chunks[0]?.atMs ?? 0);

/** The whole text in one burst, and waiting for it took nearly all of the time. */
function cameAtTheEnd(trace: RunTrace): boolean {
  const last = trace.chunks.at(-1)?.atMs ?? 0;
  return spanOf(trace) <= AT_THE_END_SHARE * last && burstsOf(trace).length === 1;
}

function burstsOf({ chunks }: RunTrace): Burst[] {
  const gaps = gapsOf(chunks);
  const meanGapMs = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
  const burstGapMs = Math.min(MOST_BURST_GAP_MS, Math.max(LEAST_BURST_GAP_MS, BURST_GAP_SHARE * meanGapMs));
  const bursts: Burst[] = [];
  for (const { atMs, read } of chunks) {
    const burst = bursts.at(-1);
    if (burst && atMs - burst.endMs < burstGapMs) {
      burst.endMs = atMs;
      burst.chunks++;
      burst.lastRead = read;
    } else bursts.push({ startMs: atMs, endMs: atMs, chunks: 1, firstRead: read, lastRead: read });
  }
  return bursts;
}

function silencesOf(bursts: readonly Burst[]): number[] {
  return bursts.slice(1).map((burst, index) => burst.startMs - (bursts[index]?.endMs ?? 0));
}

/** Bursts but the last (which is what was left) weigh about the same, and as much as a buffer holds. */
function areEquallyHeavy(bursts: readonly Burst[], reads: readonly Read[]): boolean {
  const weights = bursts.slice(0, -1).map(({ firstRead, lastRead }) => bytesOf(reads, firstRead, lastRead));
  const typical = percentile(sortedNumbers(weights), 0.5) ?? 0;
  if (weights.length < 3 || typical < BUFFER_BYTES) return false;
  const alike = weights.filter((weight) => Math.abs(weight - typical) <= EQUAL_WEIGHT_TOLERANCE * typical);
  return alike.length >= 0.8 * weights.length;
}

function bytesOf(reads: readonly Read[], first: number, last: number): number {
  let bytes = 0;
  for (let index = first; index <= last; index++) bytes += reads[index]?.bytes ?? 0;
  return bytes;
}
