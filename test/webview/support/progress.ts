import type { RunProgress } from '../../../src/core/runProgress';
import type { Marks, RunTrace } from '../../../src/core/runTrace';
import { livePhase } from '../../../src/core/livePhase';
import { liveTokensPerSecond } from '../../../src/core/liveSpeed';

/** News of the part of a trace that lies between two moments, as the engine would send it at the second one. */
export function progressOf(trace: RunTrace, fromMs: number, toMs: number): RunProgress {
  const marks = Object.fromEntries(
    Object.entries(trace.marks).map(([name, atMs]) => [name, atMs !== null && atMs <= toMs ? atMs : null]),
  ) as unknown as Marks;
  const soFar = trace.chunks.filter(({ atMs }) => atMs <= toMs);
  const last = soFar.at(-1);
  const phases = trace.phases.filter(({ endMs }) => endMs <= toMs);
  const counted = soFar.reduce((sum, { tokens }) => sum + (tokens ?? 1), 0);
  return {
    elapsedMs: toMs,
    phase: livePhase(
      { marks, isReused: trace.reused, phases, knowsModel: phases.length > 0, chunks: soFar, work: null },
      trace.phases.length > 0,
    ),
    marks,
    work: null,
    chunks: soFar.filter(({ atMs }) => atMs > fromMs),
    tokens:
      soFar.length === 0 ? null : { count: counted, source: soFar[0]?.tokens === null ? 'estimated' : 'measured' },
    decodeTokensPerSecond: liveTokensPerSecond(soFar, toMs),
    silentMs: last === undefined ? null : toMs - last.atMs,
  };
}
