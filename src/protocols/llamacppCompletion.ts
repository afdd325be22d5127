import type { RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { LlamacppReader } from './llamacppReader';
import { bearer, jsonPost, plainPrompt, routeUrl, wishesOf } from './requestParts';

/** llama-server's own completion: no template is put around the prompt. */
export const llamacppCompletion: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new LlamacppReader()),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new LlamacppReader(), (answer) => typeof answer['content'] === 'string'),
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra } = wishesOf(request, 'llamacpp-completion');
  return jsonPost({
    url: routeUrl(target.url, '/completion'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      // A server of several models chooses by it; any other ignores it.
      model: target.model,
      prompt: plainPrompt(request.prompt.messages),
      n_predict: parameters.maxTokens,
      temperature: parameters.temperature,
      top_p: parameters.topP,
      seed: parameters.seed,
      stop: parameters.stop,
      stream: true,
      return_progress: true,
      ...extra,
    },
  });
}
