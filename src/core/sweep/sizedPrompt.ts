import type { Prompt } from '../runRequest';
import { leastSquares } from '../statistics/leastSquares';
import { neutralWords } from './neutralText';
import type { SweepText } from './sweepPlan';

/** Asks for an answer that is long enough to measure, whatever stands above it. */
const WISH = 'Write on in the same manner, at length and without an end.';

/** A prompt of so many words. It begins with `nonce`, so that two with different ones differ from their first token. */
export function sizedPrompt(text: SweepText, words: number, nonce: string): Prompt {
  const body = text.own === null ? neutralWords(words, nonce) : ownWords(text.own, words);
  return { messages: [{ role: 'user', content: `${nonce}\n\n${body}\n\n${WISH}` }], source: text.source };
}

/**
 * What counts as a word: a run of letters as far as a tokenizer may take it as one piece, or one character of a script that is written without
 * blanks. Otherwise a paragraph of Chinese would be a single word, and no length could be met.
 */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}`;
const WORD = new RegExp(String.raw`(?:[${UNSPACED}]|[^\s${UNSPACED}]{1,8})\s*`, 'gu');

/** The user's own words, again from the start as often as it takes. White space stays as it is. */
function ownWords(own: string, words: number): string {
  const pieces = own.match(WORD) ?? [];
  const last = pieces.length - 1;
  return Array.from({ length: words }, (_, index) => {
    const piece = pieces[index % pieces.length] ?? '';
    return index % pieces.length === last ? `${piece.trimEnd()}\n\n` : piece;
  })
    .join('')
    .trimEnd();
}

/** How many tokens a prompt of so many words turned out to have, by the best source that its run had. */
export interface SizeSeen {
  readonly words: number;
  readonly tokens: number;
}

/** A usual chat template and what we put around the words; and plain English. */
const TOKENS_AROUND = 35;
const TOKENS_PER_WORD = 1.25;
/** Before anything was seen: as many as a word has in any script, so that the first prompt comes out too short rather than too long. */
const MOST_PER_WORD = 2.2;
/** No tokenizer needs less: a server that says so, by naming the same number each time, must not be sent a book. */
const LEAST_PER_WORD = 0.3;

/** How many words make a prompt of so many tokens, from what was seen so far. */
export function wordsFor(tokens: number, seen: readonly SizeSeen[]): number {
  const { around, perWord } = ratioOf(seen);
  return Math.max(1, Math.round((tokens - around) / perWord));
}

interface Ratio {
  readonly around: number;
  readonly perWord: number;
}

function ratioOf(seen: readonly SizeSeen[]): Ratio {
  const line = leastSquares(
    seen.map(({ words }) => [1, words]),
    seen.map(({ tokens }) => tokens),
    seen.map(({ words }) => 1 / words),
  );
  const [around = 0, perWord = 0] = line?.coefficients ?? [];
  if (perWord >= LEAST_PER_WORD) return { around, perWord };
  const [only] = seen;
  return only ? ratioOfOne(only) : { around: TOKENS_AROUND, perWord: MOST_PER_WORD };
}

/** One prompt cannot tell what stands around its words from the words. Where it came out short, both are taken to be less by the same share. */
function ratioOfOne({ words, tokens }: SizeSeen): Ratio {
  const usual = TOKENS_AROUND + TOKENS_PER_WORD * words;
  const around = TOKENS_AROUND * Math.min(1, tokens / usual);
  return { around, perWord: Math.max(LEAST_PER_WORD, (tokens - around) / words) };
}
