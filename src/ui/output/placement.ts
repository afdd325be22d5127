import { EndOfLine, Range, type TextDocument, type TextEditor } from 'vscode';
import { DocumentOutput } from './documentOutput';
import { lastLineOf, paragraphAfter, type Lines } from './paragraph';
import { Place } from './place';
import { emptyRegion } from './region';

/** Where the output of a run goes. `none`: to the panel only. */
export type OutputMode = 'below' | 'beside' | 'replace' | 'none';

export const lineEndOf = (document: TextDocument): string => (document.eol === EndOfLine.CRLF ? '\r\n' : '\n');

/**
 * Prepares the output's place in the prompt's own document and follows it from now on. `null`: it goes beside, because
 * that is asked for or because no editor shows the document.
 */
export function placeOutput(
  mode: OutputMode,
  editor: TextEditor | null,
  ranges: readonly Range[],
): DocumentOutput | null {
  if (editor === null || mode === 'beside' || mode === 'none') return null;
  return mode === 'below' ? below(editor.document, ranges) : replacing(editor.document, ranges);
}

function below(document: TextDocument, ranges: readonly Range[]): DocumentOutput {
  const { start, end } = ranges[ranges.length - 1] ?? wholeOf(document);
  const lines: Lines = { count: document.lineCount, text: (line) => document.lineAt(line).text };
  const line = lastLineOf(start, end);
  const { before, after } = paragraphAfter(line, lines);
  const inDocument = (text: string) => text.replaceAll('\n', lineEndOf(document));
  const region = emptyRegion(document.offsetAt(document.lineAt(line).range.end));
  const place = new Place(document, [{ region, original: '' }]);
  return new DocumentOutput(place, { before: inDocument(before), after: inDocument(after) });
}

/** Nothing is taken away before the first text is there, so a run that fails early leaves the prompt as it was. */
function replacing(document: TextDocument, ranges: readonly Range[]): DocumentOutput {
  const replaced = ranges.length > 0 ? ranges : [wholeOf(document)];
  const holes = replaced.map((range) => {
    const start = document.offsetAt(range.start);
    return { region: { start, at: start, end: document.offsetAt(range.end) }, original: document.getText(range) };
  });
  return new DocumentOutput(new Place(document, holes), { before: '', after: '' });
}

const wholeOf = (document: TextDocument): Range => {
  const last = document.lineAt(document.lineCount - 1);
  return new Range(document.positionAt(0), last.range.end);
};
