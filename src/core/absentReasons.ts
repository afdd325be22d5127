import type { AbsentReason } from './vocabulary';

/** Why there is no number, as a sentence for the person who misses it. */
export const ABSENT_SENTENCES: Readonly<Record<AbsentReason, string>> = {
  'nothing-generated': 'Nothing was generated.',
  'not-streamed': 'The answer came as one body, so only its end could be seen.',
  'one-chunk': 'The whole answer came in one piece, so nothing is known of its first token or its pace.',
  'only-reasoning': 'Only reasoning came, no answer.',
  'no-reasoning': 'The model streamed no reasoning before its answer.',
  'buffered-stream': 'The stream was held back on its way, so its pace is that of a buffer and not of the model.',
  'tokens-unknown': 'The number of tokens is not known.',
  'no-decode-tokens': 'No token came after the first chunk.',
  'chunked-tokens': 'Chunks hold several tokens, so gaps between chunks are not gaps between tokens.',
  'tokens-per-chunk-unknown': 'The server does not say how many tokens each chunk holds.',
  'not-reported': 'The server does not report it.',
  'not-finished': 'The run did not come to its end.',
  'no-connection': 'No connection was made.',
};

/** The same in two or three words, for a table's column. */
export const ABSENT_WORDS: Readonly<Record<AbsentReason, string>> = {
  'nothing-generated': 'no text came',
  'not-streamed': 'not streamed',
  'one-chunk': 'one piece',
  'only-reasoning': 'only reasoning',
  'no-reasoning': 'none streamed',
  'buffered-stream': 'held back',
  'tokens-unknown': 'tokens unknown',
  'no-decode-tokens': 'one token',
  'chunked-tokens': 'chunks of tokens',
  'tokens-per-chunk-unknown': 'tokens unknown',
  'not-reported': 'not reported',
  'not-finished': 'not finished',
  'no-connection': 'no connection',
};
