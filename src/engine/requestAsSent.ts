import { fillHeaders, headerVariables, keyIsInHeader, keySourceOf } from '../core/headerTemplate';
import type { RunRequest } from '../core/runRequest';
import { isHttpTarget, type HttpTarget } from '../core/target';
import { dialectOf } from '../protocols/registry';
import { profileOf } from '../protocols/vendors/profiles';
import { withKey } from '../protocols/vendors/withKey';
import type { JsonObject } from '../protocols/json';
import { coldRequest } from './coldPrompt';
import { concededBody, concededRequest } from './http/concessions';
import { secretName } from './secrets';

/** A request as it goes over the wire, but for its secrets. */
export interface RequestAsSent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly awsRegion: string | null;
  readonly isRedirected: boolean;
}

/** What became of a request on its way. */
export interface SentAs {
  /** Gives the mark that stands for a secret. */
  readonly mark: (name: string) => string;
  readonly runId: string;
  /** What the server refused and the answered request did without. */
  readonly conceded: readonly string[];
  readonly isRedirected: boolean;
}

/**
 * The request of a run that was answered in the end, with a mark in place of each secret: the key, headers and parts of the address whose name says that
 * they hold one. `null` for a model file, to which nothing is sent.
 */
export async function requestAsSent(
  request: RunRequest,
  { mark, runId, conceded, isRedirected }: SentAs,
): Promise<RequestAsSent | null> {
  const { target } = request;
  const given = new Set(conceded);
  if (!isHttpTarget(target)) return null;
  const dialect = dialectOf(target.protocol);
  await dialect.load?.();
  const source = keySourceOf(target);
  const key = source === null ? null : mark(keyVariable(source));
  const apiKey = keyIsInHeader(target) ? null : key;
  const shown = { ...target, url: publicUrl(target.url, mark), headers: publicHeaders(target, key, mark) };
  const asked = concededRequest(coldRequest({ ...request, target: shown, apiKey }, runId), given);
  const { url, headers, body } = dialect.encode(asked);
  const sent = given.size === 0 ? body : JSON.stringify(concededBody(JSON.parse(body) as JsonObject, given));
  const { sentAs } = profileOf(target.vendor ?? 'generic').key;
  const isSigned = sentAs === 'aws' || (target.protocol === 'bedrock-converse' && apiKey === null);
  const awsRegion = isSigned ? regionOf(target.url) : null;
  return { url, headers: withKey(headers, sentAs, apiKey), body: sent, awsRegion, isRedirected };
}

const keyVariable = (keyFrom: string): string =>
  keyFrom.startsWith('env:') ? variable(keyFrom.slice('env:'.length)) : 'PROMPT_PROFILER_API_KEY';

/** A name that a shell takes for one of a variable, and that no mark can end. */
const variable = (name: string): string =>
  `V${name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/_+$/, '')}`.replace(/^V(?=[A-Z])/, '');

/** Templates with marks for what they stand for; other headers that hold a secret by their name are a mark as a whole. */
function publicHeaders(
  target: HttpTarget,
  apiKey: string | null,
  mark: (name: string) => string,
): Record<string, string> {
  const environment = Object.fromEntries(headerVariables(target).map((name) => [name, mark(name)]));
  const filled = fillHeaders(target, { apiKey, environment });
  const entries = Object.entries('headers' in filled ? filled.headers : {});
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const isWritten = value === target.headers?.[name];
      return [name, isWritten && secretName.test(name) ? mark(variable(name)) : value];
    }),
  );
}

function publicUrl(address: string, mark: (name: string) => string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const secret = [...url.searchParams.keys()].filter((name) => secretName.test(name));
  if (url.password === '' && secret.length === 0) return address;
  if (url.password !== '') url.password = mark('PASSWORD');
  for (const name of secret) url.searchParams.set(name, mark(variable(name)));
  return url.href;
}

const regionOf = (address: string): string => /\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(address)?.[1] ?? 'us-east-1';
