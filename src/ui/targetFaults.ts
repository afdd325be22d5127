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
  const show = l10n.t('Show');
  void window.showWarningMessage(sentenceOf(first.message, faults.length - 1), show).then(async (answer) => {
    if (answer === show) await openFault(first);
  });
}

function sentenceOf(fault: string, others: number): string {
  if (others === 0) return l10n.t('{0} The other targets can be used.', fault);
  if (others === 1) return l10n.t('{0} One more target is wrong. The others can be used.', fault);
  return l10n.t('{0} {1} more targets are wrong. The others can be used.', fault, others);
}
