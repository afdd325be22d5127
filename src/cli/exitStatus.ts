import type { RunReport } from '../core/runReport';

export const EXIT = { completed: 0, failed: 1, usage: 2, overBudget: 3, stopped: 130 } as const;

/** The exit status that a report leads to. */
export function exitStatusOf(report: RunReport): number {
  if (report.outcome.status === 'cancelled') return EXIT.stopped;
  if (report.outcome.status === 'failed') return EXIT.failed;
  return unmetBudgets(report).length > 0 ? EXIT.overBudget : EXIT.completed;
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
