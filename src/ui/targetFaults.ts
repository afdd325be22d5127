import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { openFault } from './targetsFile';
import type { TargetFault } from './targetStore';

/** What was said last: the same fault is not told with every run. */
let told = '';

/** Says once what is wrong with the targets; the good ones work all the same. */
export function tellFaults(faults: readonly TargetFault[]): void {
  const [first] = faults;
  const all = JSON.stringify(faults.map(({ message }) => message));
  if (!first || all === told) {
    if (!first) told = '';
    return;
  }
  told = all;
  const others = l10n.t('The other targets can be used.');
  const show = l10n.t('Show');
  void window.showWarningMessage([first.message, ...moreThan(faults), others].join(' '), show).then(async (answer) => {
    if (answer === show) await openFault(first);
  });
}

function moreThan({ length }: readonly TargetFault[]): string[] {
  if (length === 1) return [];
  return [length === 2 ? l10n.t('One more is wrong.') : l10n.t('{0} more are wrong.', length - 1)];
}
