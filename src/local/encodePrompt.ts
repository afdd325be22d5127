import { Template } from '@huggingface/jinja';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { runError, RunFailure } from '../core/runError';
import type { Message } from '../core/runRequest';
import type { LoadedModel } from './loadModel';

/** A prompt as the model gets it. */
export interface EncodedPrompt {
  readonly tokens: Token[];
  /** Its last characters. A chat template may open the reasoning there. */
  readonly end: string;
}

/** More than any tag and the space after it. */
const END_CHARACTERS = 40;

/**
 * Messages as the tokens that the model was trained to see: the file's own chat template, its special tokens recognised, as
 * llama.cpp's server does it. A model without a template is a plain text model and gets the plain text.
 */
export function encodePrompt({ model, facts }: LoadedModel, messages: readonly Message[]): EncodedPrompt {
  const text = render(model, messages);
  const tokens = model.tokenize(text, true);
  const { bos, shouldPrependBosToken } = model.tokens;
  if (bos !== null && shouldPrependBosToken && tokens[0] !== bos) tokens.unshift(bos);
  if (tokens.length === 0) throw new RunFailure(runError('bad-request', 'The prompt is empty. Give some text.'));
  if (tokens.length >= facts.contextTokens) throw tooLong(model, tokens.length, facts.contextTokens);
  return { tokens, end: text.slice(-END_CHARACTERS) };
}

function render(model: LlamaModel, messages: readonly Message[]): string {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template === undefined) return messages.map(({ content }) => content).join('\n');
  try {
    return new Template(template).render({
      messages,
      bos_token: model.tokens.bosString ?? '',
      eos_token: model.tokens.eosString ?? '',
      add_generation_prompt: true,
    });
  } catch (error) {
    // Templates refuse on purpose (no system role, roles out of order), and say why.
    const detail = error instanceof Error ? error.message : String(error);
    throw new RunFailure(
      runError(
        'bad-request',
        `The chat template of this model does not take this prompt: ${detail}. Change the roles of its messages.`,
        { detail },
      ),
      { cause: error },
    );
  }
}

function tooLong(model: LlamaModel, promptTokens: number, contextTokens: number): RunFailure {
  const remedy =
    model.trainContextSize > contextTokens
      ? `Shorten it, or set contextTokens of this target (this model was trained for ${model.trainContextSize}).`
      : 'Shorten it, or use a model with a longer context.';
  return new RunFailure(
    runError(
      'too-large',
      `The prompt has ${promptTokens} tokens, the context holds ${contextTokens} for prompt and answer. ${remedy}`,
    ),
  );
}
