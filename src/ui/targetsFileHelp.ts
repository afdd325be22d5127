import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  Range,
  WorkspaceEdit,
  languages,
  workspace,
  Disposable,
  type TextDocument,
} from 'vscode';
import { lintTargetsFile, type TargetsNote } from '../config/lintTargetsFile';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { isTargetsFile } from './isTargetsFile';

/** Reading anew with each key would be of no use to anybody. */
const QUIET_MS = 150;

/** Marks in targets files what their schema cannot tell, and offers to mend it. Completion and the rest come from the schema. */
export function helpWithTargetsFiles(): Disposable {
  const marks = languages.createDiagnosticCollection('prompt-profiler');
  const waiting = new Map<TextDocument, NodeJS.Timeout>();
  const renew = (document: TextDocument): void => {
    waiting.delete(document);
    if (!document.isClosed)
      marks.set(
        document.uri,
        notesOf(document).map((note) => markOf(document, note)),
      );
  };
  const look = (document: TextDocument, afterMs: number): void => {
    if (!isTargetsFile(document)) return;
    clearTimeout(waiting.get(document));
    waiting.set(
      document,
      setTimeout(() => renew(document), afterMs),
    );
  };
  for (const document of workspace.textDocuments) look(document, 0);
  return Disposable.from(
    marks,
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
    workspace.onDidOpenTextDocument((document) => look(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => look(document, QUIET_MS)),
    workspace.onDidCloseTextDocument((document) => {
      if (!isTargetsFile(document)) return;
      clearTimeout(waiting.get(document));
      waiting.delete(document);
      marks.delete(document.uri);
    }),
    languages.registerCodeActionsProvider(
      { pattern: `**/${TARGETS_FILE_NAME}` },
      { provideCodeActions: fixesIn },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
}

const notesOf = (document: TextDocument): TargetsNote[] =>
  lintTargetsFile(document.getText(), { environment: process.env });

const rangeOf = (document: TextDocument, { offset, length }: { readonly offset: number; readonly length: number }) =>
  new Range(document.positionAt(offset), document.positionAt(offset + length));

function markOf(document: TextDocument, note: TargetsNote): Diagnostic {
  const severity = note.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const mark = new Diagnostic(rangeOf(document, note), note.message, severity);
  mark.source = 'Prompt Profiler';
  return mark;
}

function fixesIn(document: TextDocument, range: Range): CodeAction[] {
  return notesOf(document)
    .filter((note) => rangeOf(document, note).intersection(range))
    .flatMap((note) =>
      note.fixes.map((fix, index) => {
        const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
        action.edit = new WorkspaceEdit();
        action.edit.replace(document.uri, rangeOf(document, fix), fix.text);
        action.diagnostics = [markOf(document, note)];
        action.isPreferred = index === 0 && note.fixes.length === 1;
        return action;
      }),
    );
}
