import type { RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import { CohereReader } from './cohereReader';
import type { Dialect, HttpRequestParts } from './dialect';
import { bearer, jsonPost, routeUrl, wishesOf } from './requestParts';

/** Cohere's own chat, version 2. */
export const cohereChat: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new CohereReader(context)),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new CohereReader(context), (answer) => 'message' in answer && 'finish_reason' in answer),
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra } = wishesOf(request, 'cohere-chat');
  return jsonPost({
    url: routeUrl(target.url, '/v2/chat', '/v2'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      model: target.model,
      messages: request.prompt.messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      max_tokens: parameters.maxTokens,
      temperature: parameters.temperature,
      p: parameters.topP,
      seed: parameters.seed,
      stop_sequences: parameters.stop,
      ...extra,
    },
  });
}
