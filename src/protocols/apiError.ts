import { runError, type RunError } from '../core/runError';
import { stated } from '../core/stated';
import type { ErrorKind } from '../core/vocabulary';
import type { ErrorContext, ResponseHeaders } from './dialect';
import { expectedUrl } from './expectedUrl';
import { asArray, asNumber, asObject, asText, parseJson, type JsonObject } from './json';
import { quoted } from './maskSecrets';
import { retryAfterMs } from './retryAfter';

/** What a server says about its own failure. */
interface ServerWords {
  readonly message: string;
  /** Code and type in one, for telling kinds apart. */
  readonly label: string;
  readonly status: number | null;
}

/** An answer with an error status, as our error. */
export function decodeHttpError(
  status: number,
  headers: ResponseHeaders,
  body: string,
  context: ErrorContext,
): RunError {
  const words = wordsOfBody(body);
  const kind = kindOf(status, words.label);
  const retryAfter = retryAfterMs(headers);
  return runError(kind, `${sentence(kind, status, context)} ${advice(kind, retryAfter, context)}`, {
    httpStatus: status,
    retryAfterMs: retryAfter,
    detail: quoted(words.message, context.secrets),
  });
}

/** The error that a frame or a body under status 200 holds, or `null` when it holds none. */
export function errorInside(frame: JsonObject, context: ErrorContext): RunError | null {
  const flat = frame['object'] === 'error' || frame['type'] === 'error';
  const cause = frame['error'] || asObject(frame['x_groq'])?.['error'] || (flat ? frame : null);
  // Some servers put the type beside the text.
  const type = asText(frame['error_type']);
  const said = typeof cause === 'string' && type !== null ? { message: cause, type } : cause;
  return said ? saidError(said, asNumber(frame['status_code']), context) : null;
}

/** An error that a server reported in mid-answer, after it had begun in good order. */
export function saidError(cause: unknown, status: number | null, context: ErrorContext): RunError {
  const words = wordsOf(cause);
  const kind = kindOf(status ?? words.status, words.label);
  return runError(
    kind,
    `${context.url} reported an error instead of going on with its answer. What came before it is kept. ${advice(kind, null, context)}`,
    { httpStatus: status ?? words.status, detail: quoted(words.message, context.secrets) },
  );
}

/** An answer that is not what the protocol knows. */
export function malformed(what: string, text: string, context: ErrorContext): RunError {
  const page = isWebPage(text);
  const message = `${context.url} ${page ? stated('answered with a web page') : what}. Check the URL of the target: ${expectedUrl(context.protocol)}.`;
  return runError('malformed', message, { detail: quoted(page ? titleOf(text) : text, context.secrets) });
}

const isWebPage = (text: string): boolean => /^\s*<(!doctype\s+html|html|head|body)\b/i.test(text);

const titleOf = (page: string): string => /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? '';

function wordsOfBody(body: string): ServerWords {
  const parsed = parseJson(body);
  const value = asObject(parsed) ?? asObject(asArray(parsed)[0]);
  if (value) return wordsOf(value['error'] || value);
  return { message: isWebPage(body) ? titleOf(body) : body, label: '', status: null };
}

function wordsOf(cause: unknown): ServerWords {
  const said = asObject(cause);
  if (!said) return { message: typeof cause === 'string' ? cause : '', label: '', status: null };
  const { code } = said;
  return {
    message: asText(said['message']) ?? asText(said['error']) ?? detailText(said['detail']),
    label: [code, said['type'], said['status'], ...asArray(said['details']).map(reasonOf)].filter(isText).join(' '),
    status: asNumber(code) ?? asNumber(said['status']),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Google's word for what exactly was wrong, for instance with a key. */
const reasonOf = (detail: unknown): unknown => asObject(detail)?.['reason'];

/** Validation errors name the place and the complaint; their copy of the input (the prompt) is left out. */
function detailText(detail: unknown): string {
  if (typeof detail === 'string') return detail;
  return asArray(detail)
    .map((entry) => {
      const { loc, msg } = asObject(entry) ?? {};
      return [asArray(loc).join('.'), asText(msg) ?? ''].filter((part) => part !== '').join(': ');
    })
    .join('; ');
}

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  413: 'too-large',
  424: 'server-error',
  429: 'rate-limited',
  503: 'overloaded',
  529: 'overloaded',
};

const KIND_OF_LABEL: readonly [RegExp, ErrorKind][] = [
  [/model_not_found|not_found/i, 'not-found'],
  [/rate_limit|throttling|insufficient_quota|resource_exhausted/i, 'rate-limited'],
  [/too_large/i, 'too-large'],
  [/overloaded|unavailable|capacity/i, 'overloaded'],
  [/invalid_api_key|api_key_invalid|authentication|unauthenticated|unrecognizedclient|expiredtoken/i, 'unauthorized'],
  [/permission|accessdenied/i, 'forbidden'],
  [/invalid_request|invalid_argument|context_length|bad_?request|validation/i, 'bad-request'],
];

function kindOf(status: number | null, label: string): ErrorKind {
  const byStatus = status === null ? undefined : KIND_OF_STATUS[status];
  if (byStatus) return byStatus;
  const byLabel = KIND_OF_LABEL.find(([pattern]) => pattern.test(label))?.[1];
  if (byLabel) return byLabel;
  return status !== null && status >= 400 && status < 500 ? 'bad-request' : 'server-error';
}

function sentence(kind: ErrorKind, status: number, { url, model }: ErrorContext): string {
  const what: Partial<Record<ErrorKind, string>> = {
    unauthorized: `${url} did not accept the key (HTTP ${status}).`,
    forbidden: `${url} does not allow this request (HTTP ${status}).`,
    'not-found': `${url} knows no such path or no model "${model}" (HTTP ${status}).`,
    timeout: `${url} gave up waiting for the request (HTTP ${status}).`,
    'too-large': `${url} refused the request as too large (HTTP ${status}).`,
    'rate-limited': `${url} asks for fewer requests (HTTP ${status}).`,
    overloaded: `${url} has no capacity at the moment (HTTP ${status}).`,
    'bad-request': `${url} refused the request (HTTP ${status}).`,
  };
  return what[kind] ?? `${url} failed to answer the request (HTTP ${status}).`;
}

function advice(kind: ErrorKind, retryAfter: number | null, { model, protocol }: ErrorContext): string {
  const what: Partial<Record<ErrorKind, string>> = {
    unauthorized: 'Set the key with the command Set API Key, or in the environment variable that keyFrom names.',
    forbidden: `Check that the key may use the model "${model}".`,
    'not-found': `Check the model name and the URL of the target: ${expectedUrl(protocol)}.`,
    timeout: 'Run again; if it happens again, make the prompt shorter.',
    'too-large': 'Make the prompt shorter.',
    'rate-limited': `${wait(retryAfter)} The quota of the account may be used up.`,
    overloaded: wait(retryAfter),
    'bad-request': "The server's own words say why; check the parameters of the target and the length of the prompt.",
  };
  return what[kind] ?? "Run again; if it happens again, look into the server's log.";
}

const wait = (retryAfter: number | null): string =>
  retryAfter === null ? 'Wait a little, then run again.' : `Wait ${Math.ceil(retryAfter / 1000)} s, then run again.`;
