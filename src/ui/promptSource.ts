import path from 'node:path';
import { FileType, Range, type Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import { readImages } from '../config/readImages';
import { MAX_PROMPT_CHARACTERS, readPrompt, tooLong } from '../config/readPrompt';
import { runError, type RunError } from '../core/runError';
import type { Message, Prompt } from '../core/runRequest';
import type { Parameters } from '../core/target';

/** Where a prompt stands. No ranges: the whole document. */
export interface PromptOrigin {
  readonly uri: Uri;
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
}

/** Why the text at a place is no prompt that can be sent. */
export interface RefusedPrompt {
  readonly problem: RunError;
  readonly source: string;
  readonly origin: PromptOrigin;
}

export type PromptResult = SourcedPrompt | RefusedPrompt;

/** The selections of an editor in document order, joined; without a selection the whole document. */
export function promptOfEditor(editor: TextEditor): Promise<PromptResult> {
  const { document, selections } = editor;
  const ranges = selections
    .filter((selection) => !selection.isEmpty)
    .map(({ start, end }) => new Range(start, end))
    .sort((a, b) => a.start.compareTo(b.start));
  const text = ranges.length === 0 ? document.getText() : ranges.map((range) => document.getText(range)).join('\n\n');
  return promptOf(text, document, { uri: document.uri, ranges, editor, version: document.version });
}

/** A file, with its unsaved changes when it is open. */
export async function promptOfFile(uri: Uri): Promise<PromptResult> {
  const name = workspace.asRelativePath(uri);
  const refused = (problem: RunError): RefusedPrompt => ({
    problem,
    source: name,
    origin: { uri, ranges: [], editor: null, version: 0 },
  });
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) return refused(noText(`${name} is a folder. Choose a file with a prompt.`));
    if (size > MAX_PROMPT_CHARACTERS) return refused(tooLong(size));
    const document = await workspace.openTextDocument(uri);
    const editor = window.visibleTextEditors.find((visible) => visible.document === document) ?? null;
    return await promptOf(document.getText(), document, { uri, ranges: [], editor, version: document.version });
  } catch {
    return refused(noText(`${name} cannot be read as text. Check that the file is there and is a text file.`));
  }
}

async function promptOf(text: string, document: TextDocument, origin: PromptOrigin): Promise<PromptResult> {
  const isFile = isPromptFile(document.uri);
  const read = readPrompt(text, { promptFile: isFile && origin.ranges.length === 0 });
  const source = sourceOf(document, origin.ranges);
  if ('problem' in read) return { problem: read.problem, source, origin };
  const sent = isFile ? await withImages(read.messages, document.uri) : read;
  if ('problem' in sent) return { problem: sent.problem, source, origin };
  return { prompt: { messages: sent.messages, source }, parameters: read.parameters, origin };
}

/** Images are read from below the workspace folder, or from below the prompt's own; a document that is no file has none beside it. */
function withImages(messages: readonly Message[], uri: Uri): ReturnType<typeof readImages> {
  const folder = uri.scheme === 'file' ? path.dirname(uri.fsPath) : null;
  const root = workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folder;
  return readImages(messages, folder === null || root === null ? null : { folder, root });
}

const noText = (sentence: string): RunError => runError('bad-request', sentence);

const isPromptFile = ({ path }: Uri): boolean => /\.(?:prompt\.md|prompty)$/i.test(path);

/** `folder/file.md:3-9`, as people write it in a review. */
function sourceOf(document: TextDocument, ranges: readonly Range[]): string {
  const name = workspace.asRelativePath(document.uri);
  const lines = ranges.map(({ start, end }) => `${start.line + 1}-${end.line + 1}`);
  return lines.length === 0 ? name : `${name}:${lines.join(',')}`;
}
