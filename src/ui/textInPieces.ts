import { EndOfLine, type Range, type TextDocument } from 'vscode';
import { MAX_PROMPT_CHARACTERS } from '../config/promptLimits';

/** Reading and posting as much takes a tenth of a millisecond, and less than one before the code has become warm. */
const PIECE_CHARACTERS = 32_768;
const PIECE_PARTS = 1_000;

/**
 * The text of ranges of a document, an empty line between two, in pieces that are read when they are asked for: whoever takes one a
 * turn never keeps the editor's other extensions waiting. Only while the document does not change. Of a text that is longer than
 * any prompt, enough is read to see that it is.
 */
export function* textInPieces(document: TextDocument, ranges: readonly Range[]): Generator<string> {
  let piece = '';
  let parts = 0;
  let characters = 0;
  for (const part of lineParts(document, ranges)) {
    piece += part;
    parts++;
    characters += part.length;
    while (piece.length >= PIECE_CHARACTERS || parts >= PIECE_PARTS) {
      yield piece.slice(0, PIECE_CHARACTERS);
      piece = piece.slice(PIECE_CHARACTERS);
      parts = 0;
    }
    if (characters > MAX_PROMPT_CHARACTERS) break;
  }
  yield piece;
}

function* lineParts(document: TextDocument, ranges: readonly Range[]): Generator<string> {
  const lineEnd = document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
  for (const [index, { start, end }] of ranges.entries()) {
    if (index > 0) yield '\n\n';
    for (let line = start.line; line <= end.line; line++) {
      if (line > start.line) yield lineEnd;
      const from = line === start.line ? start.character : 0;
      yield document.lineAt(line).text.slice(from, line === end.line ? end.character : undefined);
    }
  }
}
