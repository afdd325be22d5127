import { withDefaults } from '../config/resolveTarget';
import type { TargetEntry } from '../config/targetList';
import { runError, type RunError } from '../core/runError';
import { isHttpTarget, type Target } from '../core/target';
import type { Keys, KeyLookup } from './keys';
import { settings } from './settings';

/** A target that may be used now, with all that a request to it needs; or why nothing may be sent to it. */
export type Admission = { readonly target: Target; readonly apiKey: string | null } | { readonly refused: RunError };

/** The one door to every target, for single runs and for series: trust first, then whether secrets may go there, then the key. `null`: the user was asked and changed their mind. */
export async function admitTarget(keys: Keys, entry: TargetEntry): Promise<Admission | null> {
  const { target, usable } = entry;
  if (!usable) return { refused: untrusted(target) };
  if (!(await keys.consents.mayHaveSecrets(entry))) return null;
  const found = await keyOf(keys, target);
  if (found === null || !(await keys.passphrases.unlock(target))) return null;
  if ('missing' in found) return { refused: noKey(found) };
  return { target: withDefaults(target, settings.targetDefaults()), apiKey: found.key };
}

/** `null`: the user was asked for the key and changed their mind. */
async function keyOf(keys: Keys, target: Target): Promise<KeyLookup | null> {
  const found = await keys.lookUp(target);
  if (!('missing' in found) || found.missing !== 'secret' || !isHttpTarget(target)) return found;
  return (await keys.ask(target)) ? keys.lookUp(target) : null;
}

const untrusted = ({ name }: Target): RunError =>
  runError(
    'untrusted',
    `"${name}" is a target of this workspace, and the workspace is not trusted. Nothing was sent. ` +
      'Trust the workspace, or choose a target of your own or the built-in model.',
  );

const noKey = ({ name }: { readonly name: string }): RunError =>
  runError('unauthorized', `The environment variable ${name} holds no API key. Set it and start the editor again.`);
