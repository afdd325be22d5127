/**
 * Text is cut at this length, so that no piece takes long or much memory. Where a text this long has no border, a token may be
 * cut in two: one too many in 262 144 characters that hold no two words.
 */
const PIECE_CHARACTERS = 262_144;

/**
 * Places that no token spans in any encoding used here, whatever comes before and after: behind letters that neither a letter, a
 * mark nor an apostrophe follows, behind digits, and before the first letter of a line. Half a character says nothing yet.
 */
const border = /(?<=\p{L})(?=[^\p{L}\p{M}\p{Cs}'])|(?<=\p{N})(?=[^\p{N}\p{Cs}])|(?<=[\r\n])(?=[\p{L}\p{N}])/uy;

/** The last place in a text after which nothing can change what comes before it; 0 when there is none. */
export function lastBorder(text: string): number {
  for (let at = text.length - 1; at > 0; at--) {
    border.lastIndex = at;
    if (!isSecondHalf(text, at) && border.test(text)) return at;
  }
  return 0;
}

/** Cuts a text where no token spans the cut. */
export function* textPieces(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > PIECE_CHARACTERS) {
    const wanted = start + PIECE_CHARACTERS;
    const end = lastBorder(text.slice(start, wanted)) || (isSecondHalf(text, wanted) ? -1 : 0) + PIECE_CHARACTERS;
    yield text.slice(start, start + end);
    start += end;
  }
  yield text.slice(start);
}

/** Whether a place lies within a character that takes two code units. */
const isSecondHalf = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;
