import type { RunTrace } from './runTrace';

/** A time that the server reports and that cannot be, as less time passed here. */
export interface Contradiction {
  readonly span: 'run' | 'first-token';
  readonly saidMs: number;
  readonly seenMs: number;
}

/** Servers round their times; less than this is no contradiction. */
const ROUNDING_MS = 1;
const ROUNDING_SHARE = 0.01;

/** Where the server's times contradict our own clock; `null` when they fit into what passed here. */
export function contradictionOf({ timings, streamed, chunks, marks, endMs }: RunTrace): Contradiction | null {
  if (!timings || Object.values(timings).every((said) => said === null)) return null;
  const { queueMs, prefillMs, decodeMs, loadMs, totalMs } = timings;
  const beforeFirst = (loadMs ?? 0) + (queueMs ?? 0) + (prefillMs ?? 0);
  const whole = Math.max(totalMs ?? 0, beforeFirst + (decodeMs ?? 0));
  const first = chunks[0]?.atMs;
  const spans: Contradiction[] = [{ span: 'run', saidMs: whole, seenMs: marks.streamEnd ?? endMs }];
  if (streamed && first !== undefined) spans.unshift({ span: 'first-token', saidMs: beforeFirst, seenMs: first });
  return spans.find(({ saidMs, seenMs }) => saidMs > seenMs + Math.max(ROUNDING_MS, ROUNDING_SHARE * seenMs)) ?? null;
}
