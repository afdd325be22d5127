import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { publicSweep } from '../../core/sweep/publicSweep';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepKind } from '../../messages/sweepForm';
import type { SweepPicture, SweepWish } from '../../messages/sweepTabMessages';
import { renderSweepCsv } from '../../report/sweepCsv';
import { renderSweepFigures } from '../../report/sweepFigures';
import { renderSweepHtml } from '../../report/sweepHtml';
import { renderSweepMarkdown } from '../../report/sweepMarkdown';
import { pictureContent, saveFile } from '../saveFile';

type ExportWish = Extract<SweepWish, `${'copy' | 'export'}${string}`>;
type Form = 'clipboard' | 'markdown' | 'json' | 'csv' | 'figures' | 'html';

/** Which sweep a wish is about, and how it is to be taken away. */
export const EXPORTS: Readonly<Record<ExportWish, { readonly kind: SweepKind; readonly as: Form }>> = {
  copyLength: { kind: 'length', as: 'clipboard' },
  copyLoad: { kind: 'load', as: 'clipboard' },
  exportLengthMarkdown: { kind: 'length', as: 'markdown' },
  exportLengthJson: { kind: 'length', as: 'json' },
  exportLengthCsv: { kind: 'length', as: 'csv' },
  exportLengthFigures: { kind: 'length', as: 'figures' },
  exportLengthHtml: { kind: 'length', as: 'html' },
  exportLoadMarkdown: { kind: 'load', as: 'markdown' },
  exportLoadJson: { kind: 'load', as: 'json' },
  exportLoadCsv: { kind: 'load', as: 'csv' },
  exportLoadFigures: { kind: 'load', as: 'figures' },
  exportLoadHtml: { kind: 'load', as: 'html' },
};

interface SweepFile {
  /** End of its name. */
  readonly ending: string;
  readonly render: (report: SweepReport) => string;
}

const FILES: Readonly<Record<Exclude<Form, 'clipboard'>, SweepFile>> = {
  markdown: { ending: '.md', render: renderSweepMarkdown },
  // With the stamps, so that every number can be computed again; prompts and answers are left out: they may be private.
  json: {
    ending: '.json',
    render: (report) => `${JSON.stringify(publicSweep(report, { trace: true, includeText: false }), null, 2)}\n`,
  },
  csv: { ending: '.csv', render: renderSweepCsv },
  figures: { ending: '-figures.csv', render: renderSweepFigures },
  html: { ending: '.html', render: renderSweepHtml },
};

/** Puts a sweep on the clipboard, or saves it where the user says. */
export async function takeAway(report: SweepReport, form: Form): Promise<void> {
  if (form !== 'clipboard') {
    const { ending, render } = FILES[form];
    return saveFile({
      name: `sweep-${report.id}${ending}`,
      title: l10n.t('Export Sweep'),
      content: () => render(report),
    });
  }
  await env.clipboard.writeText(renderSweepMarkdown(report));
  window.setStatusBarMessage(l10n.t('Copied the sweep as Markdown.'), 3000);
}

/** Saves a chart, or all of them, as the panel has drawn them. */
export const saveSweepChart = ({ name, format, data }: SweepPicture): Promise<void> =>
  saveFile({
    name: `sweep-${name}.${format}`,
    title:
      name === 'length' || name === 'load' ? l10n.t('Save Charts as {0}', format.toUpperCase()) : l10n.t('Save Chart'),
    content: () => pictureContent(format, data),
  });
