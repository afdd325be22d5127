import type { SweepReport } from './sweepReport';

/** Whether at least one request came to its end, so that there is something to see. */
export const hasMeasured = ({ length, load }: Pick<SweepReport, 'length' | 'load'>): boolean =>
  length?.runs.some(({ run }) => run.outcome.status === 'completed') ??
  load?.levels.some(({ counts }) => counts.completed > 0) ??
  false;
