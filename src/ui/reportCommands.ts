import { Uri, env, window, workspace } from 'vscode';
import { publicReport } from '../core/publicReport';
import type { RunReport } from '../core/runReport';
import { renderMarkdown } from '../report/markdown';

/** Finds a finished run's report by its id; without one, that of the last run. */
export type FindReport = (runId: string | null) => RunReport | null;

/** Puts the numbers of a run on the clipboard. */
export async function copyMarkdown(find: FindReport, runId: string | null): Promise<void> {
  const report = reportOf(find, runId);
  if (report === null) return;
  await env.clipboard.writeText(renderMarkdown(report));
  window.setStatusBarMessage('Copied the run as Markdown.', 3000);
}

/** Saves a run as JSON, with the stamps of its chunks. Prompt and answer are left out: they may be private. */
export async function exportJson(find: FindReport, runId: string | null): Promise<void> {
  const report = reportOf(find, runId);
  if (report === null) return;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `run-${report.id}.json`;
  const uri = await window.showSaveDialog({
    title: 'Export Run as JSON',
    filters: { JSON: ['json'] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
  if (!uri) return;
  const text = `${JSON.stringify(publicReport(report, { trace: true, includeText: false }), null, 2)}\n`;
  try {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch {
    void window.showErrorMessage(`${uri.fsPath} could not be written. Choose a folder that you may write to.`);
  }
}

function reportOf(find: FindReport, runId: string | null): RunReport | null {
  const report = find(runId);
  if (report === null)
    void window.showInformationMessage('There is no finished run in this window yet. Profile a prompt first.');
  return report;
}
