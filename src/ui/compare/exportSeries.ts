import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { publicSeries } from '../../core/publicSeries';
import type { SeriesReport } from '../../core/seriesReport';
import { renderSeriesCsv } from '../../report/seriesCsv';
import { renderSeriesMarkdown } from '../../report/seriesMarkdown';
import { saveFile } from '../saveFile';

export type SeriesExport = 'exportJson' | 'exportMarkdown' | 'exportCsv';

const KINDS = {
  exportJson: {
    extension: 'json',
    // With the stamps, so that every number can be computed again; prompt and answers are left out: they may be private.
    render: (report) => `${JSON.stringify(publicSeries(report, { trace: true, includeText: false }), null, 2)}\n`,
  },
  exportMarkdown: { extension: 'md', render: renderSeriesMarkdown },
  exportCsv: { extension: 'csv', render: renderSeriesCsv },
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

/** Saves a chart as the panel has drawn it. */
export async function saveChart(name: string, svg: string): Promise<void> {
  await saveFile({ name: `comparison-${name}.svg`, title: l10n.t('Save Chart'), content: () => svg });
}
