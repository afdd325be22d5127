import type { Target } from '../target';
import type { LoadBudgets } from './deriveLevel';

/** What people take for prompt and fluent, where a target sets no budgets itself. */
const PERCEPTION: LoadBudgets = { ttftMs: 2_000, tpotMs: 50 };

/** The budgets that a request under load is held against. */
export function budgetsOf({ budgets }: Target): LoadBudgets {
  const isSet = budgets !== undefined && Object.values(budgets).some((limit) => limit !== undefined);
  return isSet ? budgets : PERCEPTION;
}
