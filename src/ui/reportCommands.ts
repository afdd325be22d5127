import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { publicReport } from '../core/publicReport';
import type { RunReport } from '../core/runReport';
import type { PictureFormat } from '../messages/pictures';
import { renderCsv } from '../report/csv';
import { renderCurl, variableMark, type CurlRequest } from '../report/curl';
import { renderHtml } from '../report/html';
import { renderMarkdown } from '../report/markdown';
import { pictureContent, saveFile } from './saveFile';

/** Finds a finished run's report by its id; without one, that of the last run. */
export type FindReport = (runId: string | null) => RunReport | null;

/** Puts the numbers of a run on the clipboard. */
export async function copyMarkdown(find: FindReport, runId: string | null): Promise<void> {
  const report = reportOf(find, runId);
  if (report === null) return;
  await env.clipboard.writeText(renderMarkdown(report));
  window.setStatusBarMessage(l10n.t('Copied the run as Markdown.'), 3000);
}

/** How a request is made of a run, with marks where its secrets are; `null`: nothing is sent. */
export type RequestAsSent = ((mark: (name: string) => string) => Promise<CurlRequest | null>) | null;

/** Puts a command on the clipboard that makes the request of a run; keys are variables of the shell. */
export async function copyCurl(requestAsSent: RequestAsSent): Promise<void> {
  if (requestAsSent === null) {
    void window.showInformationMessage(
      l10n.t('The request of this run is not known in this window. Profile its prompt again first.'),
    );
    return;
  }
  const request = await requestAsSent(variableMark);
  if (request === null) {
    void window.showInformationMessage(l10n.t('A model file runs on this machine, so there is no request to copy.'));
    return;
  }
  await env.clipboard.writeText(renderCurl(request));
  window.setStatusBarMessage(l10n.t('Copied the request as a curl command, without the key.'), 3000);
}

/** Saves a run as JSON, with the stamps of its chunks. Prompt and answer are left out: they may be private. */
export const exportJson = (find: FindReport, runId: string | null): Promise<void> =>
  exportAs(find, runId, {
    title: l10n.t('Export Run as JSON'),
    extension: 'json',
    render: (report) => `${JSON.stringify(publicReport(report, { trace: true, includeText: false }), null, 2)}\n`,
  });

/** Saves the chunks of a run as a table, without their texts. */
export const exportCsv = (find: FindReport, runId: string | null): Promise<void> =>
  exportAs(find, runId, { title: l10n.t('Export Chunks as CSV'), extension: 'csv', render: renderCsv });

/** Saves a run as a page that needs nothing else, without prompt and answer. */
export const exportHtml = (find: FindReport, runId: string | null): Promise<void> =>
  exportAs(find, runId, { title: l10n.t('Export Run as HTML'), extension: 'html', render: renderHtml });

/** Saves the charts as the panel has drawn them. */
export const savePicture = (runId: string, format: PictureFormat, data: string): Promise<void> =>
  saveFile({
    name: `run-${runId}.${format}`,
    title: l10n.t('Save Charts as {0}', format.toUpperCase()),
    content: () => pictureContent(format, data),
  });

interface ExportKind {
  readonly title: string;
  readonly extension: string;
  readonly render: (report: RunReport) => string;
}

async function exportAs(
  find: FindReport,
  runId: string | null,
  { title, extension, render }: ExportKind,
): Promise<void> {
  const report = reportOf(find, runId);
  if (report !== null) await saveFile({ name: `run-${report.id}.${extension}`, title, content: () => render(report) });
}

function reportOf(find: FindReport, runId: string | null): RunReport | null {
  const report = find(runId);
  if (report === null)
    void window.showInformationMessage(l10n.t('There is no finished run in this window yet. Profile a prompt first.'));
  return report;
}
