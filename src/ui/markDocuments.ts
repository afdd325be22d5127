import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  Range,
  WorkspaceEdit,
  languages,
  workspace,
  type DocumentSelector,
  type Event,
  type TextDocument,
} from 'vscode';
import type { TextFix, TextNote } from '../config/textNote';

/** Reading anew with each key would be of no use to anybody. */
const QUIET_MS = 150;

/** What is said of a kind of documents while they are written. */
export interface Reader {
  readonly isFor: (document: TextDocument) => boolean;
  readonly selector: DocumentSelector;
  readonly notesOf: (document: TextDocument) => readonly TextNote[] | Promise<readonly TextNote[]>;
  /** What is read against has changed, so all is read anew. */
  readonly onDidChange?: Event<void>;
}

/** Marks places in open documents and offers to mend them, a moment after each change, until they are closed. */
export function markDocuments(reader: Reader): Disposable {
  const { isFor, selector, onDidChange } = reader;
  const marked = new MarkedDocuments(reader);
  const lookAtAll = (): void => workspace.textDocuments.filter(isFor).forEach((document) => marked.look(document, 0));
  lookAtAll();
  return Disposable.from(
    marked,
    workspace.onDidOpenTextDocument((document) => isFor(document) && marked.look(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => isFor(document) && marked.look(document, QUIET_MS)),
    workspace.onDidCloseTextDocument((document) => marked.forget(document)),
    languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (document, range) => marked.fixesIn(document, range) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    ...(onDidChange ? [onDidChange(lookAtAll)] : []),
  );
}

class MarkedDocuments implements Disposable {
  readonly #reader: Reader;
  readonly #marks = languages.createDiagnosticCollection('prompt-profiler');
  readonly #waiting = new Map<TextDocument, NodeJS.Timeout>();
  /** What is marked, and of which version of a document. */
  readonly #notes = new Map<TextDocument, { readonly version: number; readonly notes: readonly TextNote[] }>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#marks.dispose();
  }

  look(document: TextDocument, afterMs: number): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.set(
      document,
      setTimeout(() => void this.#renew(document), afterMs),
    );
  }

  forget(document: TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#notes.delete(document);
    if (this.#waiting.delete(document)) this.#marks.delete(document.uri);
  }

  /** Asked for at each place where the cursor rests, so nothing is read for it. */
  fixesIn(document: TextDocument, range: Range): CodeAction[] {
    const known = this.#notes.get(document);
    if (known?.version !== document.version) return [];
    return known.notes
      .filter((note) => rangeOf(document, note).intersection(range))
      .flatMap((note) => note.fixes.map((fix) => actionOf(document, note, fix)));
  }

  /** A document that changes or closes while it is read is read again, or not at all. */
  async #renew(document: TextDocument): Promise<void> {
    const { version } = document;
    const notes = await this.#reader.notesOf(document);
    if (!this.#waiting.has(document) || document.version !== version) return;
    this.#notes.set(document, { version, notes });
    this.#marks.set(
      document.uri,
      notes.map((note) => markOf(document, note)),
    );
  }
}

const rangeOf = (document: TextDocument, { offset, length }: { readonly offset: number; readonly length: number }) =>
  new Range(document.positionAt(offset), document.positionAt(offset + length));

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

function markOf(document: TextDocument, note: TextNote): Diagnostic {
  const mark = new Diagnostic(rangeOf(document, note), note.message, SEVERITIES[note.severity]);
  mark.source = 'Prompt Profiler';
  return mark;
}

function actionOf(document: TextDocument, note: TextNote, fix: TextFix): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(document, fix), fix.text);
  action.diagnostics = [markOf(document, note)];
  action.isPreferred = note.fixes.length === 1;
  return action;
}
