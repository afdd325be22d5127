/**
 * How fast people read, to hold against how fast text comes. Mean silent reading rate of adults for English non-fiction:
 * M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019) 104047, 190 studies.
 */
export const READING_WORDS_PER_MINUTE = 238;

/** The usual rule for English: 100 tokens are about 75 words. */
const TOKENS_PER_WORD = 100 / 75;
/** An English word of non-fiction with the space behind it and its share of punctuation. */
const CHARACTERS_PER_WORD = 6;

export interface ReadingSpeed {
  readonly wordsPerMinute: number;
  readonly tokens: number;
  readonly characters: number;
}

/** The same speed per second, in what the output is counted in. */
export function readingSpeed(wordsPerMinute: number): ReadingSpeed {
  const perSecond = wordsPerMinute / 60;
  return { wordsPerMinute, tokens: perSecond * TOKENS_PER_WORD, characters: perSecond * CHARACTERS_PER_WORD };
}
