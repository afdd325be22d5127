import * as l10n from '@vscode/l10n';
import { Range, Selection, Uri, window, workspace } from 'vscode';
import type { PromptOrigin } from './promptSource';

const FIRST_SAMPLE = 'one-line.prompt.md';

/** Opens one of the prompts that ship with the extension; the user chooses which. */
export async function openSample(extensionUri: Uri, wished: string | null): Promise<void> {
  const folder = Uri.joinPath(extensionUri, 'samples');
  const names = (await workspace.fs.readDirectory(folder))
    .map(([name]) => name)
    .filter((name) => name.endsWith('.prompt.md'));
  names.sort((a, b) => Number(b === FIRST_SAMPLE) - Number(a === FIRST_SAMPLE) || a.localeCompare(b));
  const isThere = wished !== null && names.includes(wished);
  const name = isThere ? wished : await window.showQuickPick(names, { title: l10n.t('Open Sample Prompt') });
  if (name === undefined) return;
  await openSampleCopy(extensionUri, name);
}

/** A copy without a name: what the user writes into it, or has written below it, stays out of the extension's folder. */
export async function openSampleCopy(extensionUri: Uri, name = FIRST_SAMPLE): Promise<void> {
  const content = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(extensionUri, 'samples', name)));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}

/** Shows the prompt of a run, with what was sent selected. */
export async function openSource(origin: Pick<PromptOrigin, 'uri' | 'ranges'> | null): Promise<void> {
  if (!origin) {
    void window.showInformationMessage('The document of this prompt is not known in this window.');
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

/** The place that the words of a report name, such as `notes/ask.md:3-9`; only inside of the workspace. */
export function originOfSource(source: string): Pick<PromptOrigin, 'uri' | 'ranges'> | null {
  const [, name = source, lines = ''] = /^(.*?)(?::([\d,-]+))?$/.exec(source) ?? [];
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = folder && Uri.joinPath(folder, name);
  if (!uri?.path.startsWith(`${folder?.path}/`)) return null;
  const ranges = [...lines.matchAll(/(\d+)-(\d+)/g)].map(
    ([, from, to]) => new Range(Number(from) - 1, 0, Number(to) - 1, Number.MAX_SAFE_INTEGER),
  );
  return { uri, ranges };
}
