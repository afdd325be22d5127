import * as l10n from '@vscode/l10n';
import { Range, Selection, Uri, languages, window, workspace } from 'vscode';
import type { PromptOrigin } from './promptSource';

interface Sample {
  readonly file: string;
  /** Of the copy; `prompt` is what newer editors call prompt files. */
  readonly language: 'prompt' | 'json' | 'python';
  readonly description: string;
  /** Text that the cursor is put into. */
  readonly at?: string;
}

/** The prompts that ship with the extension: one of each form. */
const samples = (): readonly Sample[] => [
  { file: 'one-line.prompt.md', language: 'prompt', description: l10n.t('one line') },
  { file: 'release-note.prompt.md', language: 'prompt', description: l10n.t('with variables, parameters and roles') },
  { file: 'incident-review.prompt.md', language: 'prompt', description: l10n.t('a page of notes') },
  { file: 'design-review.prompt.md', language: 'prompt', description: l10n.t('long: the prefill can be seen') },
  { file: 'support-answer.prompty', language: 'prompt', description: l10n.t('in the format of prompty') },
  { file: 'conversation.json', language: 'json', description: l10n.t('messages, as they are sent') },
  {
    file: 'prompt-in-code.py',
    language: 'python',
    description: l10n.t('in a program: the literal under the cursor'),
    at: 'Review this',
  },
];

/** Opens one of the prompts that ship with the extension; the user chooses which. */
export async function openSample(extensionUri: Uri, wished: string | null): Promise<void> {
  const items = samples().map((sample) => ({ label: sample.file, description: sample.description, sample }));
  const title = l10n.t('Open Sample Prompt');
  const picked =
    items.find(({ label }) => label === wished) ??
    (await window.showQuickPick(items, { title, matchOnDescription: true }));
  if (picked === undefined) return;
  const { file, language, at = '' } = picked.sample;
  // A copy without a name: what the user writes into it, or has written below it, stays out of the extension's folder.
  const content = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(extensionUri, 'samples', file)));
  const known = (await languages.getLanguages()).includes(language);
  const document = await workspace.openTextDocument({ language: known ? language : 'markdown', content });
  const cursor = document.positionAt(Math.max(0, content.indexOf(at)));
  await window.showTextDocument(document, { selection: new Range(cursor, cursor) });
}

/** Shows the prompt of a run, with what was sent selected. */
export async function openSource(origin: Pick<PromptOrigin, 'uri' | 'ranges'> | null): Promise<void> {
  if (!origin) {
    void window.showInformationMessage(l10n.t('The document of this prompt is not known in this window.'));
    return;
  }
  try {
    const editor = await window.showTextDocument(await workspace.openTextDocument(origin.uri));
    const [first] = origin.ranges;
    if (!first) return;
    editor.selections = origin.ranges.map(({ start, end }) => new Selection(start, end));
    editor.revealRange(first);
  } catch {
    void window.showWarningMessage(l10n.t('The document of this prompt is no longer there.'));
  }
}

/** The place that the words of a report name, such as `notes/ask.md:3-9`; only inside of the workspace. */
export function originOfSource(source: string): PromptOrigin | null {
  const [, name = source, lines = ''] = /^(.*?)(?::([\d,-]+))?$/.exec(source) ?? [];
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = folder && Uri.joinPath(folder, name);
  if (!uri?.path.startsWith(`${folder?.path}/`)) return null;
  const ranges = [...lines.matchAll(/(\d+)(?:-(\d+))?/g)].map(
    ([, from, to = from]) => new Range(Number(from) - 1, 0, Number(to) - 1, Number.MAX_SAFE_INTEGER),
  );
  // Which version of the document it was nobody knows any more.
  return { uri, ranges, part: ranges.length > 0 ? 'selection' : 'document', editor: null, version: -1 };
}
