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

/** The user's own words, again from the start as often as it takes. White space stays as it is. */
function ownWords(own: string, words: number): string {
  const pieces = own.match(/\S+\s*/g) ?? [];
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

/** Before anything was seen. */
const TOKENS_AROUND = 35;
const TOKENS_PER_WORD = 1.25;
/** No tokenizer needs less: a server that says so, by naming the same number each time, must not be sent a book. */
const LEAST_PER_WORD = 0.1;

/** How many words make a prompt of so many tokens, from what was seen so far. */
export function wordsFor(tokens: number, seen: readonly SizeSeen[]): number {
  const { around, perWord } = ratioOf(seen);
  return Math.max(1, Math.round((tokens - around) / perWord));
}

function ratioOf(seen: readonly SizeSeen[]): { readonly around: number; readonly perWord: number } {
  const line = leastSquares(
    seen.map(({ words }) => [1, words]),
    seen.map(({ tokens }) => tokens),
    seen.map(({ words }) => 1 / words),
  );
  const [around = 0, perWord = 0] = line?.coefficients ?? [];
  if (perWord >= LEAST_PER_WORD) return { around, perWord };
  const [only] = seen;
  if (!only) return { around: TOKENS_AROUND, perWord: TOKENS_PER_WORD };
  return { around: TOKENS_AROUND, perWord: Math.max(LEAST_PER_WORD, (only.tokens - TOKENS_AROUND) / only.words) };
}
