import type { SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { LocalRunMessage } from '../messages/localMessages';
import type { EncodedPrompt } from './encodePrompt';
import type { LoadedModel } from './loadModel';
import { keepCommonPrefix } from './prefixCache';
import type { RunReporter } from './runReporter';
import { StopText } from './stopText';
import { TokenText } from './tokenText';

export interface Generation {
  readonly loaded: LoadedModel;
  readonly run: LocalRunMessage;
  readonly prompt: EncodedPrompt;
  readonly reporter: RunReporter;
  readonly signal: AbortSignal;
}

/**
 * Evaluates the prompt and decodes token by token. Each token is stamped the moment it is sampled, before it becomes text and
 * before anything is sent.
 */
export async function generate(generation: Generation): Promise<void> {
  const { loaded, run, reporter, signal } = generation;
  const { tokens: prompt, end: promptEnd } = generation.prompt;
  const { model, sequence, facts } = loaded;
  const startMs = reporter.nowMs();
  const cachedTokens = await keepCommonPrefix(sequence, prompt, run.reusePrefix);
  const lastBatch = await prefillBatches(generation, prompt.slice(cachedTokens));
  const prefilled = (endMs: number) =>
    reporter.prefilled({ startMs, endMs, inputTokens: prompt.length, cachedTokens, promptEnd });
  const room = facts.contextTokens - prompt.length;
  const limit = Math.min(run.maxTokens ?? room, room);
  const tokenText = new TokenText<Token>((tokens, before) => model.detokenize(tokens, false, before));
  const stopText = new StopText(run.stop);
  const rest = () => stopText.push(tokenText.end()).text + stopText.end();
  let count = 0;
  for await (const token of sequence.evaluate(lastBatch, samplingOf(run))) {
    const atMs = reporter.nowMs();
    if (count++ === 0) prefilled(atMs);
    const { text, stopped } = stopText.push(tokenText.push(token));
    reporter.token(atMs, text);
    if (stopped) return reporter.finish('stop', 'stop-text', '');
    if (signal.aborted) return reporter.cancel(rest());
    if (count >= limit) return reporter.finish('length', count === room ? 'context-full' : 'max-tokens', rest());
  }
  // A model may end before it says anything.
  if (count === 0) prefilled(reporter.nowMs());
  reporter.finish('stop', 'end-of-text', rest());
}

/**
 * Evaluates all but the last batch, so that a long prompt can be stopped between two batches. These are the batches that
 * llama.cpp makes anyway, so nothing becomes slower.
 *
 * @returns the last batch; the first answer token comes out of it
 */
async function prefillBatches({ loaded, signal }: Generation, tokens: Token[]): Promise<Token[]> {
  const { batchSize } = loaded.sequence.context;
  let from = 0;
  for (; tokens.length - from > batchSize; from += batchSize) {
    await loaded.sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(from, from + batchSize));
    signal.throwIfAborted();
  }
  return tokens.slice(from);
}

function samplingOf(run: LocalRunMessage): SequenceEvaluateOptions {
  return {
    temperature: run.temperature,
    yieldEogToken: run.ignoresEnd,
    ...(run.topP === null ? {} : { topP: run.topP }),
    ...(run.seed === null ? {} : { seed: run.seed }),
  };
}
