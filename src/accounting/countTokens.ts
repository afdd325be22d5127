import type { Message } from '../core/runRequest';
import type { Countable, TokenCount } from '../messages/accountingMessages';
import { encodingOf } from './encodingOf';
import { loadEncoding, type CountPiece } from './encodings';
import { textPieces } from './textPieces';

/**
 * What OpenAI's chat format adds: a start, a separator and an end around each message, and the beginning of the answer.
 * (From OpenAI's published way to count tokens for chat models; the role itself is counted as text.)
 */
const TOKENS_PER_MESSAGE = 3;
const TOKENS_BEFORE_ANSWER = 3;

export function countText(text: string, count: CountPiece): number {
  let tokens = 0;
  for (const piece of textPieces(text)) tokens += count(piece);
  return tokens;
}

/** For a model whose chat format is unknown the format's tokens are left out, and the count is marked as an estimate. */
function countMessages(messages: readonly Message[], count: CountPiece, hasKnownFormat: boolean): number {
  const texts = messages.reduce((sum, { content }) => sum + countText(content, count), 0);
  if (!hasKnownFormat) return texts;
  const format = messages.reduce((sum, { role }) => sum + TOKENS_PER_MESSAGE + count(role), TOKENS_BEFORE_ANSWER);
  return texts + format;
}

/** Counts a text or a prompt with the tokenizer of `model`, or with the likeliest one. */
export async function countTokens(what: Countable, model: string): Promise<TokenCount> {
  const { name, isModelsOwn } = encodingOf(model);
  const count = await loadEncoding(name);
  const tokens = 'text' in what ? countText(what.text, count) : countMessages(what.messages, count, isModelsOwn);
  return { tokens, tokenizer: name, isModelsOwn };
}
