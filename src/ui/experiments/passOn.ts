import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';

/** Who has to be opened before it can hear anything. */
interface Door<Message> {
  open(): Promise<{ hear(message: Message): Promise<void> }>;
}

/** Hands over what the panel says. Nobody waits for it there, so what fails is told here. */
export async function passOn<Message>(door: Door<Message>, message: Message): Promise<void> {
  try {
    await (await door.open()).hear(message);
  } catch (error) {
    const reload = l10n.t('Reload Window');
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = l10n.t('That did not work: {0} If it happens again, reload the window.', reason);
    if ((await window.showErrorMessage(sentence, reload)) === reload)
      await commands.executeCommand('workbench.action.reloadWindow');
  }
}
