import { window } from 'vscode';
import { originOf } from '../config/resolveTarget';
import type { Keys } from './keys';
import type { TargetStore } from './targetStore';
import { isHttpTarget } from '../core/target';

/** Asks for the key of a target that takes one from the secret storage. */
export async function setApiKey(targets: TargetStore, keys: Keys): Promise<void> {
  const { entries, preferred } = await targets.find();
  const choices = entries.flatMap(({ target, usable }) =>
    usable && isHttpTarget(target) && target.keyFrom === 'secret'
      ? [{ label: target.name, description: originOf(target.url), target }]
      : [],
  );
  if (choices.length === 0) {
    void window.showInformationMessage('No target takes its key from here. Give a target "keyFrom": "secret" first.');
    return;
  }
  choices.sort((a, b) => Number(b.target === preferred?.target) - Number(a.target === preferred?.target));
  const picked = choices.length === 1 ? choices[0] : await window.showQuickPick(choices, { title: 'Set API Key For' });
  if (picked && (await keys.ask(picked.target)))
    void window.showInformationMessage(`The key for ${picked.description} is stored.`);
}

/** Removes a stored key. */
export async function deleteApiKey(keys: Keys): Promise<void> {
  if (keys.origins.length === 0) {
    void window.showInformationMessage('No API key is stored.');
    return;
  }
  const origin = await window.showQuickPick([...keys.origins], { title: 'Delete the API Key For' });
  if (origin === undefined) return;
  await keys.delete(origin);
  void window.showInformationMessage(`The key for ${origin} is deleted.`);
}
