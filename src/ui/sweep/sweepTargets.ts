import { originOf } from '../../config/resolveTarget';
import type { TargetEntry } from '../../config/targetList';
import { BUILT_IN_SCHEME } from '../../core/target';
import { budgetsOf } from '../../core/sweep/loadBudgets';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepTarget } from '../../messages/sweepTabMessages';
import { listTargets } from '../experiments/listTargets';
import type { Keys } from '../keys';

/** Whom a kept sweep is of. */
export type SweptTarget = SweepReport['target'];

/** The targets as the Sweep tab lists them, each with what stands between it and a sweep; last those that are gone, as their sweeps are still there. */
export async function sweepTargets(
  entries: readonly TargetEntry[],
  keys: Keys,
  swept: readonly SweptTarget[],
): Promise<SweepTarget[]> {
  const listed = await listTargets(entries, keys);
  const configured = entries.flatMap(({ target, usable }, index): SweepTarget[] => {
    const shown = listed[index];
    if (!shown) return [];
    const { ttftMs = null, tpotMs = null, e2eMs = null } = budgetsOf(target);
    const state = usable && target.protocol === 'vscode-lm' ? 'editor-model' : shown.state;
    const isSwept = swept.some(({ name }) => name === target.name);
    return [{ ...shown, state, budgets: { ttftMs, tpotMs, e2eMs }, isSwept }];
  });
  const gone = swept.filter(({ name }) => !entries.some(({ target }) => target.name === name));
  return [...configured, ...gone.map(goneTarget)];
}

const goneTarget = ({ name, model, url }: SweptTarget): SweepTarget => ({
  ...{ name, model, where: placeOf(url), state: 'gone', missing: null, isSwept: true },
  budgets: { ttftMs: null, tpotMs: null, e2eMs: null },
});

function placeOf(url: string): string {
  if (url.startsWith(BUILT_IN_SCHEME)) return '';
  return /^https?:/.test(url) ? originOf(url) : url;
}
