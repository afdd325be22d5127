import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { FileType, Range, type Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { PromptPlaces } from '../config/fileBeside';
import { literalAt } from '../config/literals/literalAt';
import { promptFormOf } from '../config/promptForm';
import { badPrompt, MAX_PROMPT_CHARACTERS, tooLong } from '../config/promptLimits';
import type { TargetWish } from '../config/promptWishes';
import { tooManyQuestions, type PromptVariable } from '../config/promptVariables';
import { readImages } from '../config/readImages';
import { readPrompt, type ReadPrompt } from '../config/readPrompt';
import { readSamples } from '../config/readSamples';
import type { PromptForm } from '../core/promptForm';
import type { RunError } from '../core/runError';
import type { Prompt } from '../core/runRequest';
import type { Parameters } from '../core/target';

/** What of a document is the prompt. */
export type PromptPart = 'document' | 'selection' | 'literal';

/** Where a prompt stands. No ranges: the whole document. */
export interface PromptOrigin {
  readonly uri: Uri;
  readonly part: PromptPart;
  readonly ranges: readonly Range[];
  /** The editor that showed the document when the prompt was read. */
  readonly editor: TextEditor | null;
  /** The document's version then. */
  readonly version: number;
}

export interface SourcedPrompt {
  readonly prompt: Prompt;
  readonly parameters: Parameters;
  readonly origin: PromptOrigin;
  /** What stands in the prompt as `{{name}}`. */
  readonly variables: readonly PromptVariable[];
  readonly wish: TargetWish;
}

/** Why the text at a place is no prompt that can be sent. */
export interface RefusedPrompt {
  readonly problem: RunError;
  readonly source: string;
  readonly origin: PromptOrigin;
}

export type PromptResult = SourcedPrompt | RefusedPrompt;

/** The selections of an editor in document order, joined; else the literal under the cursor; else the whole document. */
export function promptOfEditor(editor: TextEditor): Promise<PromptResult> {
  const { document } = editor;
  const place = placeIn(editor);
  return promptOf(document, place, { ...place, uri: document.uri, editor, version: document.version });
}

/** A prompt's place in its document, with the prompt as it is written there. */
interface PromptPlace {
  readonly part: PromptPart;
  readonly ranges: readonly Range[];
  readonly read: ReadPrompt;
}

function placeIn({ document, selections, selection }: TextEditor): PromptPlace {
  const ranges = selections
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ start, end }) => new Range(start, end))
    .sort((a, b) => a.start.compareTo(b.start));
  if (ranges.length > 0) return { part: 'selection', ranges, read: readRanges(document, ranges) };
  const source = document.getText();
  const literal = literalAt(source, document.offsetAt(selection.active), document.languageId);
  if (literal === null) return wholeOf(document);
  const range = new Range(document.positionAt(literal.start), document.positionAt(literal.end));
  return { part: 'literal', ranges: [range], read: readPrompt(literal.content, { known: literal.hints }) };
}

function readRanges(document: TextDocument, ranges: readonly Range[]): ReadPrompt {
  const form = formOf(document);
  const text = ranges.map((range) => document.getText(range)).join('\n\n');
  // A part of a prompt file has its settings; a part of other files is a text of its own.
  return form === 'json' ? readPrompt(text) : readPrompt(text, { form, document: document.getText() });
}

const wholeOf = (document: TextDocument): PromptPlace => ({
  part: 'document',
  ranges: [],
  read: readPrompt(document.getText(), { form: formOf(document) }),
});

const formOf = ({ uri, languageId }: TextDocument): PromptForm => promptFormOf(uri.path, languageId);

/** A file, with its unsaved changes when it is open. */
export async function promptOfFile(uri: Uri): Promise<PromptResult> {
  const name = workspace.asRelativePath(uri);
  const refused = (problem: RunError): RefusedPrompt => ({
    problem,
    source: name,
    origin: { uri, part: 'document', ranges: [], editor: null, version: 0 },
  });
  try {
    const problem = await unreadable(uri, name);
    if (problem !== null) return refused(problem);
    const document = await workspace.openTextDocument(uri);
    const editor = window.visibleTextEditors.find((visible) => visible.document === document) ?? null;
    const place = wholeOf(document);
    return await promptOf(document, place, { ...place, uri, editor, version: document.version });
  } catch {
    return refused(
      badPrompt(l10n.t('{0} cannot be read as text. Check that the file is there and is a text file.', name)),
    );
  }
}

/** What can be said of a file without opening it. A document that was never saved is open already. */
async function unreadable(uri: Uri, name: string): Promise<RunError | null> {
  if (uri.scheme === 'untitled') return null;
  const { type, size } = await workspace.fs.stat(uri);
  if ((type & FileType.Directory) !== 0)
    return badPrompt(l10n.t('{0} is a folder. Choose a file with a prompt.', name));
  return size > MAX_PROMPT_CHARACTERS ? tooLong(size) : null;
}

async function promptOf(document: TextDocument, { read }: PromptPlace, at: PromptOrigin): Promise<PromptResult> {
  const { uri, part, ranges, editor, version } = at;
  const origin: PromptOrigin = { uri, part, ranges, editor, version };
  const source = sourceOf(document, ranges);
  if ('problem' in read) return { problem: read.problem, source, origin };
  const places = placesOf(document.uri);
  const known = await readSamples(read, places);
  if ('problem' in known) return { problem: known.problem, source, origin };
  const { variables } = known;
  const refusal = tooManyQuestions(variables);
  if (refusal) return { problem: refusal, source, origin };
  const sent = read.isPromptFile ? await readImages(read, places) : read;
  if ('problem' in sent) return { problem: sent.problem, source, origin };
  const { parameters, wish } = read;
  return { prompt: { messages: sent.messages, source }, parameters, variables, wish, origin };
}

/** Files are read from below the workspace folder, or from below the prompt's own; a document that is no file has none beside it. */
function placesOf(uri: Uri): PromptPlaces | null {
  if (uri.scheme !== 'file') return null;
  const folder = path.dirname(uri.fsPath);
  return { folder, root: workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folder };
}

/** `folder/file.md:3-9`, as people write it in a review. */
function sourceOf(document: TextDocument, ranges: readonly Range[]): string {
  const name = workspace.asRelativePath(document.uri);
  const lines = ranges.map(({ start: { line: from }, end: { line: to } }) =>
    from === to ? `${from + 1}` : `${from + 1}-${to + 1}`,
  );
  return lines.length === 0 ? name : `${name}:${lines.join(',')}`;
}
