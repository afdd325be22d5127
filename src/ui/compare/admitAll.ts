import * as l10n from '@vscode/l10n';
import type { SeriesTarget } from '../../core/seriesPlan';
import { admitted } from '../experiments/admitted';
import type { Keys } from '../keys';
import type { CompareDraftKeeper } from './compareDraft';

/** The chosen targets with their keys, or why nothing can be started. */
export async function admitAll(
  draft: Pick<CompareDraftKeeper, 'chosen'>,
  keys: Keys,
  isBusy: () => boolean,
): Promise<SeriesTarget[] | { readonly problem: string }> {
  const entries = await draft.chosen();
  if (isBusy())
    return {
      problem: l10n.t(
        'Nothing was started: a sweep is under way, and both would slow each other down. Wait for its end, or stop it.',
      ),
    };
  if ('missing' in entries)
    return { problem: l10n.t('Nothing was started: there is no target called {0}.', entries.missing) };
  if (entries.length === 0) return { problem: l10n.t('Nothing was started: choose at least one target.') };
  const targets: SeriesTarget[] = [];
  for (const entry of entries) {
    const answer = await admitted(keys, entry);
    if ('problem' in answer) return answer;
    targets.push(answer);
  }
  return targets;
}
