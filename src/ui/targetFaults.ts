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
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  void window
    .showWarningMessage(`${first.message}${more} The other targets can be used.`, 'Show')
    .then(async (answer) => {
      if (answer === 'Show') await openFault(first);
    });
}
