import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { publicSeries } from '../../core/publicSeries';
import type { SeriesReport } from '../../core/seriesReport';
import type { ComparePicture } from '../../messages/compareTabMessages';
import { renderSeriesCsv } from '../../report/seriesCsv';
import { renderSeriesHtml } from '../../report/seriesHtml';
import { renderSeriesMarkdown } from '../../report/seriesMarkdown';
import { pictureContent, saveFile } from '../saveFile';

export type SeriesExport = 'exportJson' | 'exportMarkdown' | 'exportCsv' | 'exportHtml';

const KINDS = {
  exportJson: {
    extension: 'json',
    // With the stamps, so that every number can be computed again; prompt and answers are left out: they may be private.
    render: (report) => `${JSON.stringify(publicSeries(report, { trace: true, includeText: false }), null, 2)}\n`,
  },
  exportMarkdown: { extension: 'md', render: renderSeriesMarkdown },
  exportCsv: { extension: 'csv', render: renderSeriesCsv },
  exportHtml: { extension: 'html', render: renderSeriesHtml },
} as const satisfies Record<SeriesExport, { extension: string; render: (report: SeriesReport) => string }>;

/** Puts the numbers of a series on the clipboard. */
export async function copySeries(report: SeriesReport): Promise<void> {
  await env.clipboard.writeText(renderSeriesMarkdown(report));
  window.setStatusBarMessage(l10n.t('Copied the comparison as Markdown.'), 3000);
}

/** Saves a series where the user says. */
export async function exportSeries(report: SeriesReport, kind: SeriesExport): Promise<void> {
  const { extension, render } = KINDS[kind];
  await saveFile({
    name: `comparison-${report.id}.${extension}`,
    title: l10n.t('Export Comparison'),
    content: () => render(report),
  });
}

/** Saves a chart, or all of them, as the panel has drawn them. */
export const saveChart = ({ name, format, data }: ComparePicture): Promise<void> =>
  saveFile({
    name: `comparison-${name}.${format}`,
    title: name === 'charts' ? l10n.t('Save Charts as {0}', format.toUpperCase()) : l10n.t('Save Chart'),
    content: () => pictureContent(format, data),
  });
