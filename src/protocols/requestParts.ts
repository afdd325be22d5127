import type { Message, RunRequest } from '../core/runRequest';
import type { HttpTarget, Parameters } from '../core/target';
import type { HttpProtocol } from '../core/vocabulary';
import type { HttpRequestParts } from './dialect';
import type { JsonObject } from './json';

/** What is asked of an endpoint: the parameters of target and run in one, those of the run first. */
export interface Wishes {
  readonly target: HttpTarget;
  readonly parameters: Parameters;
  /** Further fields, sent as they are. */
  readonly extra: JsonObject;
  /** False when the user wants, or the server only gives, one body. */
  readonly isStreamed: boolean;
}

/** Throws on a target that does not speak this protocol, which is a mistake of the caller. */
export function wishesOf(request: RunRequest, protocol: HttpProtocol): Wishes {
  const { target } = request;
  if (target.protocol !== protocol) throw new TypeError(`${target.protocol} is not ${protocol}`);
  const extra = { ...target.parameters?.extra, ...request.parameters.extra };
  const { stop, ...rest }: Parameters = { ...target.parameters, ...request.parameters };
  // Some servers refuse an empty list.
  const parameters = stop === undefined || stop.length === 0 ? rest : { ...rest, stop };
  return { target, parameters, extra, isStreamed: extra['stream'] !== false };
}

/**
 * Address of a route under a base URL. A URL that already names the route is kept, one that ends in its first folder is completed
 * where `sharedFolder` says so, and a query stays at the end.
 */
export function routeUrl(base: string, route: string, sharedFolder = ''): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(base) ?? [];
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed.endsWith(route)) return `${trimmed}${query}`;
  const begun = sharedFolder !== '' && trimmed.endsWith(sharedFolder) && route.startsWith(sharedFolder);
  return `${begun ? trimmed.slice(0, -sharedFolder.length) : trimmed}${route}${query}`;
}

/** Headers that frame the request itself; a target's own headers may not bend them. */
const FRAMING_HEADERS = new Set(['content-length', 'transfer-encoding', 'connection', 'host', 'accept-encoding']);

interface Post {
  readonly url: string;
  readonly target: HttpTarget;
  readonly accept: string;
  /** Headers that show the key; names in lower case. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Further headers of the protocol, which the target's own may replace; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** A request with a JSON body and the headers that all protocols share. */
export function jsonPost({ url, target, accept, credentials, headers, body }: Post): HttpRequestParts {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(target.headers ?? {})) {
    if (!FRAMING_HEADERS.has(name.toLowerCase())) own[name.toLowerCase()] = value;
  }
  return {
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      accept,
      'user-agent': 'prompt-profiler',
      ...headers,
      ...own,
      // A compressor collects text before it lets go, which would be measured instead of the model.
      'accept-encoding': 'identity',
      ...credentials,
    },
    body: JSON.stringify(body),
  };
}

/** The key as most servers want it. */
export const bearer = (apiKey: string | null): Record<string, string> =>
  apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };

/** Messages for servers that continue one text: they have no roles, so what the user wrote goes out as it is. */
export const plainPrompt = (messages: readonly Message[]): string =>
  messages.map(({ content }) => content).join('\n\n');
