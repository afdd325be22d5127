import { originOf } from '../../config/resolveTarget';
import type { TargetEntry } from '../../config/targetList';
import { BUILT_IN_SCHEME, isHttpTarget, placeOf, type Target } from '../../core/target';
import type { ListedTarget } from '../../messages/listedTarget';
import type { Keys } from '../keys';

/** The targets as a tab lists them, each with what stands between it and a run. */
export const listTargets = (entries: readonly TargetEntry[], keys: Keys): Promise<ListedTarget[]> =>
  Promise.all(entries.map((entry) => listTarget(entry, keys)));

async function listTarget({ target, usable }: TargetEntry, keys: Keys): Promise<ListedTarget> {
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
