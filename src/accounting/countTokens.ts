import type { Message } from '../core/runRequest';
import type { Countable, TokenCount } from '../messages/accountingMessages';
import { encodingOf } from './encodingOf';
import { loadEncoding, type Encoding } from './encodings';
import { textPieces } from './textPieces';

/**
 * What OpenAI's chat format adds: a start, a separator and an end around each message, and the beginning of the answer.
 * (From OpenAI's published way to count tokens for chat models; the role itself is counted as text.)
 */
const TOKENS_PER_MESSAGE = 3;
const TOKENS_BEFORE_ANSWER = 3;

/** The work between two looks at the clock: a millisecond or so. */
const STEP_CHARACTERS = 8_192;

export const countText = (text: string, encoding: Encoding): number => sum(textSteps(text, encoding));

function* textSteps(text: string, { words, pairs }: Encoding): Generator<number> {
  let tokens = 0;
  let characters = 0;
  for (const piece of textPieces(text))
    for (const [word] of piece.matchAll(words)) {
      tokens += pairs.count(word);
      characters += word.length;
      if (characters < STEP_CHARACTERS) continue;
      yield tokens;
      tokens = 0;
      characters = 0;
    }
  yield tokens;
}

/** For a model whose chat format is unknown the format's tokens are left out, and the count is marked as an estimate. */
function* messageSteps(messages: readonly Message[], encoding: Encoding, hasKnownFormat: boolean): Generator<number> {
  for (const { role, content } of messages) {
    yield* textSteps(content, encoding);
    if (hasKnownFormat) yield TOKENS_PER_MESSAGE + countText(role, encoding);
  }
  if (hasKnownFormat) yield TOKENS_BEFORE_ANSWER;
}

function sum(steps: Iterable<number>): number {
  let total = 0;
  for (const tokens of steps) total += tokens;
  return total;
}

/** Counts a text or a prompt with the tokenizer of `model`, or with the likeliest one. */
export async function countTokens(what: Countable, model: string): Promise<TokenCount> {
  const { name, isModelsOwn } = encodingOf(model);
  const encoding = await loadEncoding(name);
  const tokens =
    'text' in what ? countText(what.text, encoding) : sum(messageSteps(what.messages, encoding, isModelsOwn));
  return { tokens, tokenizer: name, isModelsOwn };
}

/** Between two looks at whether the answer is still wanted. */
const STEP_MS = 10;

/** Counts a prompt step by step, so that a newer question can end an older one. `null`: it was ended. */
export async function countWhileWanted(
  messages: readonly Message[],
  model: string,
  isWanted: () => boolean,
): Promise<TokenCount | null> {
  const { name, isModelsOwn } = encodingOf(model);
  const encoding = await loadEncoding(name);
  let tokens = 0;
  let beganMs = performance.now();
  for (const more of messageSteps(messages, encoding, isModelsOwn)) {
    tokens += more;
    if (performance.now() - beganMs < STEP_MS) continue;
    await new Promise<void>((next) => setImmediate(next));
    if (!isWanted()) return null;
    beganMs = performance.now();
  }
  return isWanted() ? { tokens, tokenizer: name, isModelsOwn } : null;
}
