import type { RunRequest } from '../../core/runRequest';
import type { HttpProtocol } from '../../core/vocabulary';
import { asObject, type JsonObject } from '../../protocols/json';
import { refusalWords } from '../../protocols/refusalWords';
import type { Refusal } from './refusalReader';

/** What was asked, as far as it can be done without. */
export interface Asked {
  readonly protocol: HttpProtocol;
  readonly body: JsonObject;
  /** What the vendor's profile adds. */
  readonly extras: JsonObject;
}

/** Something that a request asked for and can do without, by name: a field, `streaming`, or `extras` for all of the profile's. */
export interface Concession {
  readonly names: readonly string[];
  readonly detail: string;
}

const STREAMING = 'streaming';

/** Fields that dialects ask for on their own, so that servers tell more. */
const OF_DIALECTS = ['stream_options', 'return_progress', 'decoder_input_details'];
/** Names under which servers complain of a field that is inside of another. */
const ALSO_CALLED: Readonly<Record<string, string>> = { stream_options: 'include_usage' };
/** Wishes of the user that a model may not have. An answer without them is worth more than none, and the report says so. */
const SAMPLING = ['temperature', 'top_p', 'topP', 'seed'];
/** Two names for one limit: OpenAI's newer models refuse the one, most compatible servers know nothing of the other. */
const RENAMED: Readonly<Record<string, string>> = {
  max_tokens: 'max_completion_tokens',
  max_completion_tokens: 'max_tokens',
};

const notTaken =
  /unsupported|\bnot\b.{0,12}\b(?:support|permit|allow|recogni|accept|expect|known)|n't (?:support|allow|accept|recogni)|unrecogni|unknown|unexpected|extra_forbidden|extra (?:fields|inputs)|deprecated|no such field|additional propert/i;
const unknownField =
  /extra_forbidden|extra (?:fields|inputs)|additional propert|(?:unknown|unrecogni[sz]ed|unexpected|unsupported) (?:\w+ )?(?:field|param|arg|key|name|propert)/i;
const notStreaming =
  /\bstream(?:ing)?\b[^.]{0,40}\bnot\b[^.]{0,20}\b(?:support|allow|available)|unsupported[^.]{0,40}\bstream\b/i;

/** What to give up so that this refusal does not come again; `null` when it is about something else. */
export function concessionFor({ status, body }: Refusal, asked: Asked, made: ReadonlySet<string>): Concession | null {
  if (status !== 400 && status !== 422 && status !== 501) return null;
  const words = refusalWords(body);
  const isOpen = (name: string): boolean => !made.has(name) && hasField(asked.body, name);
  const isNamed = (name: string): boolean => names(words, name) || names(words, ALSO_CALLED[name] ?? name);
  const ours = oursIn(asked.extras).filter(isOpen);
  const own = ours.find(isNamed);
  if (own !== undefined) return without(own);
  const renamed = asked.protocol === 'openai-chat' && Object.keys(RENAMED).some((name) => made.has(name));
  const limit = Object.keys(RENAMED).find((name) => !renamed && isOpen(name) && isNamed(name));
  if (asked.protocol === 'openai-chat' && limit !== undefined && notTaken.test(words)) return rename(limit);
  const wish = SAMPLING.find((name) => isOpen(name) && isNamed(name));
  if (wish !== undefined && notTaken.test(words)) return without(wish);
  if (notStreaming.test(words) && !made.has(STREAMING))
    return { names: [STREAMING], detail: 'The server cannot stream; asked again for the answer as one body.' };
  return unknownField.test(words) && ours.length > 0 ? withoutAll(ours) : null;
}

/** The innermost fields first, as a server that refuses one of them may take the rest. */
function oursIn(extras: JsonObject): string[] {
  const inner = Object.keys(asObject(extras['stream_options']) ?? {});
  const outer = Object.keys(extras).filter((name) => name !== 'stream_options');
  return [...inner, ...outer, ...OF_DIALECTS];
}

const names = (words: string, field: string): boolean => new RegExp(`(?<![\\w-])${field}(?![\\w-])`).test(words);

const without = (name: string): Concession => ({
  names: [name],
  detail: `The server refused the field "${name}"; asked again without it.`,
});

const withoutAll = (all: readonly string[]): Concession => ({
  names: all,
  detail: `The server refused a field that it does not know; asked again without ${all.map((name) => `"${name}"`).join(', ')}.`,
});

const rename = (name: string): Concession => ({
  names: [name],
  detail: `The server refused the field "${name}"; asked again with "${RENAMED[name] ?? name}" in its place.`,
});

/** In the body itself, or in an object right inside of it, as some protocols have their parameters. */
const hasField = (body: JsonObject, name: string): boolean =>
  name in body || Object.values(body).some((inner) => name in (asObject(inner) ?? {}));

/** The request with what concerns more than its body. */
export const concededRequest = (request: RunRequest, made: ReadonlySet<string>): RunRequest =>
  made.has(STREAMING)
    ? { ...request, parameters: { ...request.parameters, extra: { ...request.parameters.extra, stream: false } } }
    : request;

/** The body without the fields that were given up, and with others under their other name. */
export function concededBody(body: JsonObject, made: ReadonlySet<string>): JsonObject {
  const entries = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    if (made.has(name)) return RENAMED[name] === undefined ? [] : [[RENAMED[name], value]];
    const inner = asObject(value);
    const left = inner && Object.entries(inner).filter(([field]) => !made.has(field));
    // What nobody touched keeps its identity; an object that lost all it had is not sent.
    if (!left || left.length === Object.keys(inner).length) return [[name, value]];
    return left.length === 0 ? [] : [[name, Object.fromEntries(left)]];
  });
  return Object.fromEntries(entries);
}
