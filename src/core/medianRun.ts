import { sortedNumbers } from './percentile';
import type { RunReport } from './runReport';
import { medianOf } from './statistics/medianInterval';

/** The run in the middle by end-to-end latency; of an even number the quicker of the two. `null`: none has that number. */
export function medianRun(runs: readonly RunReport[]): RunReport | null {
  const timed = runs
    .flatMap((run) => (run.metrics.e2eMs.value === null ? [] : [{ run, ms: run.metrics.e2eMs.value }]))
    .toSorted((a, b) => a.ms - b.ms);
  return timed[(timed.length - 1) >> 1]?.run ?? null;
}

/** The median of what the runs cost; `null`: of none it is known. */
export function medianCostUsd(runs: readonly RunReport[]): number | null {
  const costs = sortedNumbers(runs.flatMap(({ cost }) => cost?.totalUsd ?? []));
  return costs.length === 0 ? null : medianOf(costs);
}
