/** Text is cut once it is this long, so that no single count takes long. */
const PIECE_CHARACTERS = 32_768;

/**
 * Longest run without a usable border that is counted in one go. Byte-pair merging is quadratic in the length of a word:
 * 4 000 letters take some 30 ms, 64 000 would take seconds.
 */
const UNBROKEN_CHARACTERS = 2_048;

/** A space between two other characters is a border in every encoding used here: a word takes the space before it along. */
const border = /\S \S/g;

/** Position after which no character of the last words can change what comes before it; 0 when there is none. */
export function lastBorder(text: string): number {
  for (let at = text.length - 2; at > 0; at--)
    if (text[at] === ' ' && /\S/.test(text[at - 1] ?? ' ') && /\S/.test(text[at + 1] ?? ' ')) return at;
  return 0;
}

/**
 * Cuts text where no token can span the cut. Where there is no such place for a long stretch (one endless word), the cut is
 * made anyway, between two whole characters: at most one token too many per 2 048 characters of such text.
 */
export function* textPieces(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const end = pieceEnd(text, start);
    yield* unbroken(text.slice(start, end));
    start = end;
  }
}

function pieceEnd(text: string, start: number): number {
  const wanted = start + PIECE_CHARACTERS;
  if (wanted >= text.length) return text.length;
  border.lastIndex = wanted;
  const found = border.exec(text.slice(0, wanted + PIECE_CHARACTERS));
  return found ? found.index + 1 : wholeCharacter(text, wanted + PIECE_CHARACTERS);
}

/** Moves a cut out of the middle of a character that takes two code units. */
function wholeCharacter(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at;
}

/** Splits only where a stretch without any white space is longer than can be counted quickly. */
function* unbroken(piece: string): Generator<string> {
  let start = 0;
  for (const stretch of piece.matchAll(longStretch)) {
    const end = stretch.index + stretch[0].length;
    yield piece.slice(start, end);
    start = end;
  }
  if (start < piece.length) yield piece.slice(start);
}

const longStretch = new RegExp(`[^\\s]{${UNBROKEN_CHARACTERS}}|\\s{${UNBROKEN_CHARACTERS}}`, 'gu');
