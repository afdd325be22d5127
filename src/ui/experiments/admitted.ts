import * as l10n from '@vscode/l10n';
import type { TargetEntry } from '../../config/targetList';
import type { Target } from '../../core/target';
import { admitTarget } from '../admitTarget';
import type { Keys } from '../keys';

interface Admitted {
  readonly target: Target;
  readonly apiKey: string | null;
}

/** Every target goes through the same door as for a single run; one that may not pass keeps all of it from starting, with a sentence that says why. */
export async function admitted(keys: Keys, entry: TargetEntry): Promise<Admitted | { readonly problem: string }> {
  const answer = await admitTarget(keys, entry);
  if (answer === null) return { problem: l10n.t('Nothing was started: {0} needs an API key.', entry.target.name) };
  return 'refused' in answer ? { problem: answer.refused.message } : answer;
}
