import type { MadeRun, Pair } from './deriveSeries';

/** A target that fails this often in a row with a prompt is not asked again: one that stalls would take minutes for each of its runs. */
const MOST_FAILURES = 3;

/** The runs of one target with one prompt, in the order in which they were made. */
export const runsOfPair = (made: readonly MadeRun[], pair: Pair): MadeRun[] =>
  made.filter(({ step }) => step.target === pair.target && step.prompt === pair.prompt);

/** Whether a series gives up a target: its last runs all failed. */
export function keepsFailing(made: readonly MadeRun[], pair: Pair): boolean {
  const last = runsOfPair(made, pair).slice(-MOST_FAILURES);
  return last.length === MOST_FAILURES && last.every(({ report }) => report.outcome.status === 'failed');
}
