import type { Message, RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { contentOf, urlOf, type PartForms } from './imageParts';
import { LmstudioReader } from './lmstudioReader';
import { bearer, jsonPost, plainPrompt, routeUrl, wishesOf } from './requestParts';
import { systemApart } from './systemApart';

/** LM Studio's own chat: it tells how far it is with loading and reading. It has no seed and no stop texts, so none are sent. */
export const lmstudioChat: Dialect = {
  framing: 'sse',
  images: 'bytes',
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
      input: inputOf(turns),
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

const FORMS: PartForms = {
  text: (content) => ({ type: 'message', content }),
  image: (image) => ({ type: 'image', data_url: urlOf(image) }),
};

/** One message, as it knows no roles: all text, then all images. */
function inputOf(turns: readonly Message[]): ReturnType<typeof contentOf> {
  const images = turns.flatMap((turn) => turn.images ?? []);
  return contentOf({ role: 'user', content: plainPrompt(turns), ...(images.length > 0 && { images }) }, FORMS);
}
