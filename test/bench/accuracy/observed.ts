import type { AbsoluteReport } from './absoluteEngine';
import type { ObservedRun } from './observedRun';

/** What our engine saw, out of its report. */
export function observed({ report, t0Ms }: AbsoluteReport): ObservedRun {
  if (report.outcome.status !== 'completed') throw new Error(JSON.stringify(report.outcome));
  return {
    t0Ms,
    chunksMs: (report.chunks ?? []).map(({ atMs }) => t0Ms + atMs),
    ttftMs: report.metrics.ttftMs.value ?? NaN,
    tpotMs: report.metrics.tpotMs.value ?? NaN,
  };
}
