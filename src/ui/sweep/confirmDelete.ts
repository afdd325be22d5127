import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { SweepReport } from '../../core/sweep/sweepReport';

/** Measuring it again costs time and money, so nobody deletes it with one press. */
export async function confirmDelete({ target, length }: SweepReport): Promise<boolean> {
  const message = length
    ? l10n.t('Delete the sweep of {0} over the length of the prompt?', target.name)
    : l10n.t('Delete the sweep of {0} under load?', target.name);
  const detail = l10n.t('What it measured is gone then. Files that you have saved of it stay.');
  const yes = l10n.t('Delete');
  return (await window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
}
