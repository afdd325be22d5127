import type { RunReport } from '../core/runReport';
import type { SeriesReport } from '../core/seriesReport';

export const EXIT = { completed: 0, failed: 1, usage: 2, overBudget: 3, stopped: 130 } as const;

/** The exit status that a report leads to. */
export function exitStatusOf(report: RunReport): number {
  if (report.outcome.status === 'cancelled') return EXIT.stopped;
  if (report.outcome.status === 'failed') return EXIT.failed;
  return unmetBudgets(report).length > 0 ? EXIT.overBudget : EXIT.completed;
}

/** The exit status that a series leads to. One without any completed run of a target has not done what it was asked. */
export function exitStatusOfSeries(report: SeriesReport): number {
  if (report.ending === 'stopped') return EXIT.stopped;
  if (report.targets.some(({ counts }) => counts.completed === 0)) return EXIT.failed;
  return unmetSeriesBudgets(report).length > 0 ? EXIT.overBudget : EXIT.completed;
}

const BUDGETED = ['ttftMs', 'tpotMs', 'e2eMs'] as const;

/** A sentence for each budget that was not met. A number that could not be measured does not meet its budget silently. */
export function unmetBudgets({ budgets = {}, metrics }: RunReport): string[] {
  return BUDGETED.flatMap((key) => {
    const budget = budgets[key];
    if (budget === undefined) return [];
    const { value, reason } = metrics[key];
    if (value === null)
      return [`Budget not met: ${key} could not be measured (${reason ?? 'unknown'}), allowed ${String(budget)}.`];
    return value > budget ? [`Budget not met: ${key} is ${value.toFixed(1)}, allowed ${String(budget)}.`] : [];
  });
}

/** The same for a series, whose medians are held against the budgets. */
export const unmetSeriesBudgets = ({ plan, targets }: SeriesReport): string[] =>
  targets.flatMap(({ target, prompt, runs, summary }) => {
    const budgets = runs[0]?.budgets ?? {};
    const who = plan.prompts.length === 1 ? target.name : `${target.name} with ${plan.prompts[prompt] ?? ''}`;
    return BUDGETED.flatMap((key) => {
      const [budget, median] = [budgets[key], summary[key]?.median];
      if (budget === undefined || (median !== undefined && median <= budget)) return [];
      const found = median === undefined ? 'could not be measured' : `has the median ${median.toFixed(1)}`;
      return [`Budget not met: ${key} of ${who} ${found}, allowed ${String(budget)}.`];
    });
  });
