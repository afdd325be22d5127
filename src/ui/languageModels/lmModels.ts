import {
  CancellationTokenSource,
  LanguageModelChatMessage,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  lm,
  type CancellationToken,
  type LanguageModelAccessInformation,
  type LanguageModelChat,
} from 'vscode';
import type { ObjectModels, ObjectPart, PreparedCall, StopSignal } from '../../core/objectStream';
import { runError, RunFailure } from '../../core/runError';
import type { RunRequest } from '../../core/runRequest';
import type { LmTarget } from '../../core/target';
import { failureOf } from './lmErrors';

/** Shown by the editor when it asks the user for consent. */
const JUSTIFICATION = 'Prompt Profiler sends the prompts that you profile on this model.';

/** The editor's language models, as other extensions offer them. */
export const lmModels = (access: LanguageModelAccessInformation): ObjectModels => ({
  async prepare({ target, prompt, parameters }): Promise<PreparedCall> {
    if (target.protocol !== 'vscode-lm') throw new TypeError(`${target.protocol} is no language model of the editor`);
    const model = await modelOf(target);
    const messages = messagesOf(prompt);
    if (access.canSendRequest(model) !== true) await askForConsent(model, target.name);
    const modelOptions = optionsOf({ ...target.parameters, ...parameters });
    return {
      model: model.id,
      async send(stop) {
        try {
          const options = { justification: JUSTIFICATION, modelOptions };
          const response = await model.sendRequest(messages, options, tokenOf(stop));
          return partsOf(response.stream, target.name);
        } catch (error) {
          throw failureOf(error, target.name);
        }
      },
    };
  },
});

/** The model that a target names, by its id or its family. */
export async function modelOf({ name, model, provider }: LmTarget): Promise<LanguageModelChat> {
  const vendor = provider === undefined ? {} : { vendor: provider };
  const found = await lm.selectChatModels({ ...vendor, id: model });
  const [first] = found.length > 0 ? found : await lm.selectChatModels({ ...vendor, family: model });
  if (first) return first;
  throw new RunFailure(
    runError(
      'not-found',
      `The editor has no language model "${model}" for ${name}. Its extension may be missing, still starting or signed out; Select Target lists the models that there are.`,
    ),
  );
}

/**
 * The editor asks for the user's consent at the first request, and would do so while the time is measured. So a request is made
 * before that one, which is already stopped: it goes as far as the question. A busy editor may hand it on to the model's extension all
 * the same, stopped as it is, so it is made only where the question is open.
 */
async function askForConsent(model: LanguageModelChat, name: string): Promise<void> {
  const stopped = new CancellationTokenSource();
  stopped.cancel();
  try {
    const nothing = [LanguageModelChatMessage.User('')];
    await model.sendRequest(nothing, { justification: JUSTIFICATION }, stopped.token);
  } catch (error) {
    const failure = failureOf(error, name);
    if (failure.error.kind === 'forbidden' || failure.error.kind === 'not-found') throw failure;
  } finally {
    stopped.dispose();
  }
}

/** There is no role for a system's words in this interface: they go ahead of the user's, as its documentation advises. */
export function messagesOf({ messages }: RunRequest['prompt']): LanguageModelChatMessage[] {
  return messages.map(({ role, content }) =>
    role === 'assistant' ? LanguageModelChatMessage.Assistant(content) : LanguageModelChatMessage.User(content),
  );
}

/** Names that OpenAI-compatible models know; which of them a model follows is not told. */
function optionsOf({ maxTokens, temperature, topP, seed, stop, extra }: RunRequest['parameters']) {
  return {
    ...extra,
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stop }),
  };
}

function tokenOf(stop: StopSignal): CancellationToken {
  const source = new CancellationTokenSource();
  if (stop.aborted) source.cancel();
  else stop.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}

async function* partsOf(stream: AsyncIterable<unknown>, name: string): AsyncGenerator<ObjectPart> {
  try {
    for await (const part of stream) {
      if (part instanceof LanguageModelTextPart) yield { channel: 'answer', text: part.value };
      else if (part instanceof LanguageModelToolCallPart)
        yield { channel: 'tool', text: `${part.name}(${JSON.stringify(part.input)})` };
    }
  } catch (error) {
    throw failureOf(error, name);
  }
}
