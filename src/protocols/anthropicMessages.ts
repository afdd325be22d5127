import type { PromptImage, RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { AnthropicReader } from './anthropicReader';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { contentOf, type PartForms } from './imageParts';
import { asCount, asObject, type JsonObject } from './json';
import { jsonPost, routeUrl, wishesOf } from './requestParts';
import { systemApart } from './systemApart';

/** The protocol refuses a request without a limit. This one is long enough for an answer and allowed by every model. */
const DEFAULT_MAX_TOKENS = 4096;

/** The version that knows sampling parameters; a target's own header replaces it. */
const VERSION = '2023-06-01';

/** Anthropic Messages, also spoken by gateways and by several servers for local models. */
export const anthropicMessages: Dialect = {
  framing: 'sse',
  images: 'addresses',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new AnthropicReader()),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new AnthropicReader(), (answer) => Array.isArray(answer['content'])),
  decodeError: decodeHttpError,
};

const FORMS: PartForms = {
  image: (image) => ({ type: 'image', source: sourceOf(image) }),
  text: (text) => ({ type: 'text', text }),
};

const sourceOf = (image: PromptImage): JsonObject =>
  'url' in image
    ? { type: 'url', url: image.url }
    : { type: 'base64', media_type: image.mediaType, data: image.dataBase64 };

/** The protocol has no seed, so none is sent. */
function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra } = wishesOf(request, 'anthropic-messages');
  const { system, turns } = systemApart(request.prompt.messages);
  return jsonPost({
    url: messagesUrl(target.url),
    target,
    accept: 'text/event-stream',
    credentials: request.apiKey === null ? {} : { 'x-api-key': request.apiKey },
    headers: { 'anthropic-version': VERSION },
    body: {
      model: target.model,
      max_tokens: parameters.maxTokens ?? defaultMaxTokens(extra),
      system: system ?? undefined,
      messages: turns.map((message) => ({ role: message.role, content: contentOf(message, FORMS) })),
      stream: true,
      temperature: parameters.temperature,
      top_p: parameters.topP,
      stop_sequences: parameters.stop,
      ...extra,
    },
  });
}

/** Base URLs are written with and without the version; a full endpoint of another kind is kept. */
function messagesUrl(base: string): string {
  return /\/messages\/*([?#]|$)/.test(base) ? routeUrl(base, '/messages') : routeUrl(base, '/v1/messages', '/v1');
}

/** Thinking is paid from the same limit, which must be larger than its budget. */
function defaultMaxTokens(extra: JsonObject): number {
  return DEFAULT_MAX_TOKENS + (asCount(asObject(extra['thinking'])?.['budget_tokens']) ?? 0);
}
