import type { RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { LmstudioReader } from './lmstudioReader';
import { bearer, jsonPost, plainPrompt, routeUrl, wishesOf } from './requestParts';
import { systemApart } from './systemApart';

/** LM Studio's own chat: it tells how far it is with loading and reading. It has no seed and no stop texts, so none are sent. */
export const lmstudioChat: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new LmstudioReader()),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new LmstudioReader(), (answer) => Array.isArray(answer['output'])),
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra } = wishesOf(request, 'lmstudio-chat');
  const { system, turns } = systemApart(request.prompt.messages);
  return jsonPost({
    url: routeUrl(target.url, '/api/v1/chat', '/api/v1'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      model: target.model,
      input: plainPrompt(turns),
      system_prompt: system ?? undefined,
      stream: true,
      max_output_tokens: parameters.maxTokens,
      temperature: parameters.temperature,
      top_p: parameters.topP,
      // Otherwise each run would be kept in the user's list of chats.
      store: false,
      ...extra,
    },
  });
}
