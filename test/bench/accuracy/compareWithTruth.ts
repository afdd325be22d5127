import { percentile, sortedNumbers } from '../../../src/core/percentile';
import type { LoggedRequest } from '../../support/startScriptedServer';
import type { ObservedRun } from './observedRun';

/** How far one run's figures are from what the server really did. */
export interface RunError {
  readonly ttftErrorMs: number;
  readonly tpotErrorPercent: number;
  /** For each chunk: arrival as stamped, minus the moment just before the server's write. Transit over loopback is in it. */
  readonly stampErrorsMs: readonly number[];
}

/** `tokens` chunks of one token each are expected; anything lost or in another order is an exception, not a figure. */
export function compareWithTruth(run: ObservedRun, truth: LoggedRequest, tokens: number): RunError {
  const writesMs = truth.writes.filter(({ label }) => label === 'token').map(({ atNs }) => Number(BigInt(atNs)) / 1e6);
  if (run.chunksMs.length !== tokens || writesMs.length !== tokens)
    throw new Error(
      `${String(run.chunksMs.length)} chunks came and ${String(writesMs.length)} were written; expected ${String(tokens)}`,
    );
  const stampErrorsMs = run.chunksMs.map((atMs, index) => atMs - (writesMs[index] ?? NaN));
  const firstMs = writesMs[0] ?? NaN;
  const truePaceMs = ((writesMs.at(-1) ?? NaN) - firstMs) / (tokens - 1);
  return {
    ttftErrorMs: run.ttftMs - (firstMs - run.t0Ms),
    tpotErrorPercent: (100 * Math.abs(run.tpotMs - truePaceMs)) / truePaceMs,
    stampErrorsMs,
  };
}

export const quantile = (values: readonly number[], q: number): number => percentile(sortedNumbers(values), q) ?? NaN;
