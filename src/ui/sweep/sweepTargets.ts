import type { TargetEntry } from '../../config/targetList';
import { budgetsOf } from '../../core/sweep/loadBudgets';
import type { SweepTarget } from '../../messages/sweepTabMessages';
import { listTargets } from '../experiments/listTargets';
import type { Keys } from '../keys';

/** The targets as the Sweep tab lists them, each with what stands between it and a sweep. */
export async function sweepTargets(entries: readonly TargetEntry[], keys: Keys): Promise<SweepTarget[]> {
  const listed = await listTargets(entries, keys);
  return entries.flatMap(({ target, usable }, index) => {
    const shown = listed[index];
    if (!shown) return [];
    const { ttftMs = null, tpotMs = null, e2eMs = null } = budgetsOf(target);
    const isOfEditor = usable && target.protocol === 'vscode-lm';
    return [
      {
        ...shown,
        state: isOfEditor ? ('editor-model' as const) : shown.state,
        budgets: { ttftMs, tpotMs, e2eMs },
      },
    ];
  });
}
