import type { RunRequest } from '../core/runRequest';
import type { HttpTarget, Parameters } from '../core/target';
import type { HttpRequestParts } from './dialect';
import { asObject, type JsonObject } from './json';

/** Headers that frame the request itself; a target's own headers may not bend them. */
const FRAMING_HEADERS = new Set(['content-length', 'transfer-encoding', 'connection', 'host', 'accept-encoding']);

/** A chat completion request. Throws on a target that does not speak this protocol, which is a mistake of the caller. */
export function encodeChat(request: RunRequest, options: { readonly includeUsage: boolean }): HttpRequestParts {
  const { target } = request;
  if (target.protocol !== 'openai-chat') throw new TypeError(`${target.protocol} is not spoken over HTTP`);
  return {
    method: 'POST',
    url: chatUrl(target.url),
    headers: headers(target, request.apiKey),
    body: JSON.stringify(body(target, request, options.includeUsage)),
  };
}

/** Address of the chat route under a base URL. A URL that already names the route, or has a query, is kept. */
function chatUrl(base: string): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(base) ?? [];
  const trimmed = path.replace(/\/+$/, '');
  const route = trimmed.endsWith('/chat/completions') ? '' : '/chat/completions';
  return `${trimmed}${route}${query}`;
}

function headers(target: HttpTarget, apiKey: string | null): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(target.headers ?? {})) {
    if (!FRAMING_HEADERS.has(name.toLowerCase())) own[name.toLowerCase()] = value;
  }
  return {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    'user-agent': 'prompt-profiler',
    ...own,
    // A compressor collects text before it lets go, which would be measured instead of the model.
    'accept-encoding': 'identity',
    ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
  };
}

function body(target: HttpTarget, request: RunRequest, includeUsage: boolean): JsonObject {
  const parameters: Parameters = { ...target.parameters, ...request.parameters };
  const extra = { ...target.parameters?.extra, ...request.parameters.extra };
  const streamed = extra['stream'] !== false;
  return {
    model: target.model,
    messages: request.prompt.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    ...lengthLimit(target.url, parameters, extra),
    temperature: parameters.temperature,
    top_p: parameters.topP,
    seed: parameters.seed,
    stop: parameters.stop?.length === 0 ? undefined : parameters.stop,
    ...extra,
    stream_options: streamed ? streamOptions(extra, includeUsage) : undefined,
  };
}

/** OpenAI's own newer models refuse `max_tokens`; most compatible servers know nothing else. */
function lengthLimit(url: string, { maxTokens }: Parameters, extra: JsonObject): JsonObject {
  if (maxTokens === undefined || 'max_completion_tokens' in extra) return {};
  return /^https:\/\/([^/]*\.)?api\.openai\.com(:\d+)?(\/|$)/i.test(url)
    ? { max_completion_tokens: maxTokens }
    : { max_tokens: maxTokens };
}

function streamOptions(extra: JsonObject, includeUsage: boolean): JsonObject | undefined {
  const own = asObject(extra['stream_options']);
  return includeUsage ? { include_usage: true, ...own } : (own ?? undefined);
}
