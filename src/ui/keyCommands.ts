import * as l10n from '@vscode/l10n';
import { Uri, window } from 'vscode';
import { originOf } from '../config/resolveTarget';
import type { TargetEntry } from '../config/targetList';
import { keySourceOf } from '../core/headerTemplate';
import type { Keys } from './keys';
import type { TargetStore } from './targetStore';
import { isHttpTarget, type HttpTarget } from '../core/target';

interface KeyChoice {
  readonly label: string;
  readonly description: string;
  readonly target: HttpTarget;
  readonly entry: TargetEntry;
}

/** Asks for the key of a target and stores it for the target's origin; `name` says which, otherwise the user chooses. */
export async function setApiKey(targets: TargetStore, keys: Keys, name: string | null): Promise<void> {
  const { entries, preferred } = await targets.find();
  const choices = entries.flatMap(choiceOf).filter(({ label }) => name === null || label === name);
  if (choices.length === 0) return void window.showInformationMessage(noChoice(entries, name));
  choices.sort((a, b) => Number(b.entry === preferred) - Number(a.entry === preferred));
  const title = l10n.t('Set API Key For');
  const picked = choices.length === 1 ? choices[0] : await window.showQuickPick(choices, { title });
  if (!picked || !(await keys.ask(picked.target))) return;
  await takeKeyFromStorage(picked);
  targets.renew();
  void window.showInformationMessage(l10n.t('The key for {0} is stored.', picked.description));
}

function noChoice(entries: readonly TargetEntry[], name: string | null): string {
  const target = entries.find((entry) => entry.target.name === name)?.target;
  const source = target && keySourceOf(target);
  return source?.startsWith('env:')
    ? l10n.t(
        '"{0}" takes its key from the environment variable {1}. Set it there and start the editor again.',
        target?.name ?? '',
        source.slice('env:'.length),
      )
    : l10n.t('No target takes its key from here. Add a target first.');
}

/** Targets that may be used, and whose key is not in the environment. */
function choiceOf(entry: TargetEntry): KeyChoice[] {
  const { target, usable } = entry;
  if (!usable || !isHttpTarget(target) || keySourceOf(target)?.startsWith('env:')) return [];
  return [{ label: target.name, description: originOf(target.url), target, entry }];
}

/** A target that was written without a key is told where its key is from now on. */
async function takeKeyFromStorage({ target, entry: { origin, file } }: KeyChoice): Promise<void> {
  if (keySourceOf(target) !== null || (origin !== 'user' && file === null)) return;
  const { saveTarget } = await import('./addTarget/saveTarget');
  await saveTarget({ ...target, keyFrom: 'secret' }, file === null ? 'user' : Uri.parse(file));
}

/** Removes a stored key, or the passphrase of a certificate. */
export async function deleteApiKey(targets: TargetStore, keys: Keys): Promise<void> {
  const { origins, passphrases } = keys;
  const description = l10n.t('passphrase of a client certificate');
  const choices = [
    ...origins.map((label) => ({ label, remove: () => keys.delete(label) })),
    ...passphrases.files.map((label) => ({ label, description, remove: () => passphrases.delete(label) })),
  ];
  if (choices.length === 0) return void window.showInformationMessage(l10n.t('No API key is stored.'));
  const picked = await window.showQuickPick(choices, { title: l10n.t('Delete the API Key For') });
  if (!picked) return;
  await picked.remove();
  targets.renew();
  void window.showInformationMessage(l10n.t('The key for {0} is deleted.', picked.label));
}
