import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { publicSweep } from '../../core/sweep/publicSweep';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepKind } from '../../messages/sweepForm';
import type { SweepWish } from '../../messages/sweepTabMessages';
import { renderSweepCsv } from '../../report/sweepCsv';
import { renderSweepMarkdown } from '../../report/sweepMarkdown';
import { saveFile } from '../saveFile';

type ExportWish = Extract<SweepWish, `${'copy' | 'export'}${string}`>;
type Form = 'clipboard' | 'md' | 'json' | 'csv';

/** Which sweep a wish is about, and how it is to be taken away. */
export const EXPORTS: Readonly<Record<ExportWish, { readonly kind: SweepKind; readonly as: Form }>> = {
  copyLength: { kind: 'length', as: 'clipboard' },
  copyLoad: { kind: 'load', as: 'clipboard' },
  exportLengthMarkdown: { kind: 'length', as: 'md' },
  exportLengthJson: { kind: 'length', as: 'json' },
  exportLengthCsv: { kind: 'length', as: 'csv' },
  exportLoadMarkdown: { kind: 'load', as: 'md' },
  exportLoadJson: { kind: 'load', as: 'json' },
  exportLoadCsv: { kind: 'load', as: 'csv' },
};

const RENDERED: Readonly<Record<Exclude<Form, 'clipboard'>, (report: SweepReport) => string>> = {
  md: renderSweepMarkdown,
  // With the stamps, so that every number can be computed again; prompts and answers are left out: they may be private.
  json: (report) => `${JSON.stringify(publicSweep(report, { trace: true, includeText: false }), null, 2)}\n`,
  csv: renderSweepCsv,
};

/** Puts a sweep on the clipboard, or saves it where the user says. */
export async function takeAway(report: SweepReport, form: Form): Promise<void> {
  if (form !== 'clipboard')
    return saveFile({
      name: `sweep-${report.id}.${form}`,
      title: l10n.t('Export Sweep'),
      content: () => RENDERED[form](report),
    });
  await env.clipboard.writeText(renderSweepMarkdown(report));
  window.setStatusBarMessage(l10n.t('Copied the sweep as Markdown.'), 3000);
}

/** Saves a chart as the panel has drawn it. */
export async function saveSweepChart(name: string, svg: string): Promise<void> {
  await saveFile({ name: `sweep-${name}.svg`, title: l10n.t('Save Chart'), content: () => svg });
}
