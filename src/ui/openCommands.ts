import { Selection, Uri, window, workspace } from 'vscode';
import type { RunController } from './runController';

const FIRST_SAMPLE = 'one-line.prompt.md';

/** Opens one of the prompts that ship with the extension; the user chooses which. */
export async function openSample(extensionUri: Uri): Promise<void> {
  const folder = Uri.joinPath(extensionUri, 'samples');
  const names = (await workspace.fs.readDirectory(folder))
    .map(([name]) => name)
    .filter((name) => name.endsWith('.prompt.md'));
  names.sort((a, b) => Number(b === FIRST_SAMPLE) - Number(a === FIRST_SAMPLE) || a.localeCompare(b));
  const name = await window.showQuickPick(names, { title: 'Open Sample Prompt' });
  if (name === undefined) return;
  // A copy without a name: what the user writes into it, or has written below it, stays out of the extension's folder.
  const content = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}

/** Shows the prompt of a run of this window, with what was sent selected. */
export async function openSource(runs: Pick<RunController, 'record'>, runId: string | null): Promise<void> {
  const origin = runs.record(runId)?.order.origin;
  if (!origin) {
    void window.showInformationMessage('The prompt of this run was not opened in this window.');
    return;
  }
  try {
    const editor = await window.showTextDocument(await workspace.openTextDocument(origin.uri));
    const [first] = origin.ranges;
    if (!first) return;
    editor.selections = origin.ranges.map(({ start, end }) => new Selection(start, end));
    editor.revealRange(first);
  } catch {
    void window.showWarningMessage('The document of this prompt is no longer there.');
  }
}
