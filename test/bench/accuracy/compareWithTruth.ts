import type { LoggedRequest, LoggedWrite } from '../../support/startScriptedServer';
import type { ObservedRun } from './observedRun';

/** How far one run's figures are from what the server really did. */
export interface RunError {
  readonly ttftErrorMs: number;
  readonly tpotErrorPercent: number;
  /** For each chunk: arrival as stamped, minus the moment just before the server's write. Transit over loopback is in it. */
  readonly stampErrorsMs: readonly number[];
  /** The same from the moment just after the write: what remains when the server's own part is taken off. */
  readonly afterWriteMs: readonly number[];
  /** Chunks that were written and did not come. */
  readonly lost: number;
}

/** Every chunk holds `perChunk` tokens. */
export function compareWithTruth(run: ObservedRun, truth: LoggedRequest, perChunk: number): RunError {
  const writes = truth.writes.filter(({ label }) => label === 'token');
  const writesMs = writes.map(({ atNs }) => inMs(atNs));
  const [firstMs = NaN] = writesMs;
  const truePaceMs = ((writesMs.at(-1) ?? NaN) - firstMs) / (perChunk * (writesMs.length - 1));
  const lost = writesMs.length - run.chunksMs.length;
  return {
    ttftErrorMs: run.ttftMs - (firstMs - run.t0Ms),
    tpotErrorPercent: (100 * Math.abs(run.tpotMs - truePaceMs)) / truePaceMs,
    // With a chunk missing nobody knows which of them is which.
    stampErrorsMs: lost === 0 ? since(writes, run, 'atNs') : [],
    afterWriteMs: lost === 0 ? since(writes, run, 'doneNs') : [],
    lost,
  };
}

const inMs = (ns: string): number => Number(BigInt(ns)) / 1e6;

const since = (writes: readonly LoggedWrite[], { chunksMs }: ObservedRun, moment: 'atNs' | 'doneNs'): number[] =>
  writes.map((write, index) => (chunksMs[index] ?? NaN) - inMs(write[moment]));
