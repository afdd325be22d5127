import * as l10n from '@vscode/l10n';
import type { AbsentReason } from './vocabulary';

/** Why there is no number, as a sentence for the person who misses it. */
export const ABSENT_SENTENCES: Readonly<Record<AbsentReason, string>> = {
  'nothing-generated': l10n.t('Nothing was generated.'),
  'not-streamed': l10n.t('The answer came as one body, so only its end could be seen.'),
  'one-chunk': l10n.t('The whole answer came in one piece, so nothing is known of its first token or its pace.'),
  'only-reasoning': l10n.t('Only reasoning came, no answer.'),
  'no-reasoning': l10n.t('The model streamed no reasoning before its answer.'),
  'buffered-stream': l10n.t(
    'The stream was held back on its way, so its pace is that of a buffer and not of the model.',
  ),
  'tokens-unknown': l10n.t('The number of tokens is not known.'),
  'no-decode-tokens': l10n.t('No token came after the first chunk.'),
  'chunked-tokens': l10n.t('Chunks hold several tokens, so gaps between chunks are not gaps between tokens.'),
  'tokens-per-chunk-unknown': l10n.t('The server does not say how many tokens each chunk holds.'),
  'not-reported': l10n.t('The server does not report it.'),
  'not-finished': l10n.t('The run did not come to its end.'),
  'no-connection': l10n.t('No connection was made.'),
};

/** The same in two or three words, for a table's column. */
export const ABSENT_WORDS: Readonly<Record<AbsentReason, string>> = {
  'nothing-generated': l10n.t('no text came'),
  'not-streamed': l10n.t('not streamed'),
  'one-chunk': l10n.t('one piece'),
  'only-reasoning': l10n.t('only reasoning'),
  'no-reasoning': l10n.t('none streamed'),
  'buffered-stream': l10n.t('held back'),
  'tokens-unknown': l10n.t('tokens unknown'),
  'no-decode-tokens': l10n.t('one token'),
  'chunked-tokens': l10n.t('sent in chunks'),
  'tokens-per-chunk-unknown': l10n.t('tokens unknown'),
  'not-reported': l10n.t('not reported'),
  'not-finished': l10n.t('not finished'),
  'no-connection': l10n.t('no connection'),
};
