import { originOf } from '../../config/resolveTarget';
import type { TargetEntry } from '../../config/targetList';
import { BUILT_IN_SCHEME, isHttpTarget, placeOf, type Target } from '../../core/target';
import type { CompareTarget } from '../../messages/compareTabMessages';
import type { Keys } from '../keys';

/** The targets as the Compare tab lists them, each with what stands between it and a run. */
export const compareTargets = (entries: readonly TargetEntry[], keys: Keys): Promise<CompareTarget[]> =>
  Promise.all(entries.map((entry) => compareTarget(entry, keys)));

async function compareTarget({ target, usable }: TargetEntry, keys: Keys): Promise<CompareTarget> {
  const shown = { name: target.name, model: target.model ?? '', where: whereOf(target) };
  if (!usable) return { ...shown, state: 'untrusted', missing: null };
  const found = await keys.lookUp(target);
  if ('key' in found) return { ...shown, state: 'ready', missing: null };
  return found.missing === 'secret'
    ? { ...shown, state: 'asks-key', missing: null }
    : { ...shown, state: 'no-key', missing: found.name };
}

function whereOf(target: Target): string {
  if (isHttpTarget(target)) return originOf(target.url);
  return placeOf(target).startsWith(BUILT_IN_SCHEME) ? '' : placeOf(target);
}
