import type { RunRequest } from '../core/runRequest';
import type { HttpRequestParts } from './dialect';
import { contentOf, urlOf, type PartForms } from './imageParts';
import { asObject, type JsonObject } from './json';
import { bearer, jsonPost, routeUrl, wishesOf, type Wishes } from './requestParts';

const FORMS: PartForms = {
  image: (image) => ({ type: 'image_url', image_url: { url: urlOf(image) } }),
  text: (text) => ({ type: 'text', text }),
};

/** A chat completion request. */
export function encodeChat(request: RunRequest): HttpRequestParts {
  const wishes = wishesOf(request, 'openai-chat');
  return jsonPost({
    url: openaiUrl(wishes.target.url, '/chat/completions'),
    target: wishes.target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      model: wishes.target.model,
      messages: request.prompt.messages.map((message) => ({ role: message.role, content: contentOf(message, FORMS) })),
      ...lengthLimit(wishes),
      ...openaiParameters(wishes),
    },
  });
}

/** Address of a route under a base URL, which may have been pasted with this or another route of the same server at its end. */
export const openaiUrl = (base: string, route: string): string =>
  routeUrl(base.replace(/^([^?#]*?)\/(?:chat\/completions|completions|responses)\/*(?=[?#]|$)/, '$1'), route);

/** What chat and text completions are asked for in the same words: all but the limit of the length. */
export function openaiParameters({ parameters, extra, isStreamed }: Wishes): JsonObject {
  return {
    stream: true,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    seed: parameters.seed,
    stop: parameters.stop,
    ...extra,
    stream_options: isStreamed ? { include_usage: true, ...asObject(extra['stream_options']) } : undefined,
  };
}

/** OpenAI's own newer models refuse `max_tokens`; most compatible servers know nothing else. */
function lengthLimit({ target, parameters: { maxTokens }, extra }: Wishes): JsonObject {
  if (maxTokens === undefined || 'max_completion_tokens' in extra) return {};
  return /^https:\/\/([^/]*\.)?api\.openai\.com(:\d+)?(\/|$)/i.test(target.url)
    ? { max_completion_tokens: maxTokens }
    : { max_tokens: maxTokens };
}
