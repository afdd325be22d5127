import { headerVariables } from '../core/headerTemplate';
import type { RunRequest } from '../core/runRequest';
import { decoded } from './network/proxyFor';

/** Hides the secrets of one run in anything that is about to be shown or kept. */
export interface Secrets {
  readonly values: readonly string[];
  /** `text` with each secret replaced by dots; the length stays, so that positions in the text stay true. */
  mask(text: string): string;
  /** A copy of plain data with each string masked; the very same value when there is nothing to hide. */
  maskAll<T>(value: T): T;
}

/**
 * Least length of what is hidden. In error sentences nearly everything is; in a report, which holds prompt and answer, a
 * placeholder key like `ollama` or `EMPTY` must not blacken ordinary words.
 */
const LEAST_CHARACTERS = { errors: 4, report: 8 } as const;

/** Headers and query fields whose value is a secret by its name; in errors the values of all headers are hidden. */
export const secretName = /auth|key|token|secret|cookie|password/i;

const dots = (secret: string): string => '•'.repeat(secret.length);

/** What a signed request shows (the session) or is signed with, as the usual environment of Amazon's tools holds it. */
const AWS_SECRETS = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/** The secrets of a request: its key, header values, what its address may hold, and what it is signed with. */
export function secretsOf(
  { target, apiKey, network }: Pick<RunRequest, 'target' | 'apiKey' | 'network'>,
  where: keyof typeof LEAST_CHARACTERS,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Secrets {
  const headers = 'headers' in target ? Object.entries(target.headers ?? {}) : [];
  const values = headers
    .filter(([name]) => where === 'errors' || secretName.test(name))
    .flatMap(([, value]) => [value, value.replace(/^(?:Bearer|Basic|Token)\s+/i, '')]);
  const addresses = 'url' in target ? [target.url, target.metricsUrl ?? ''].flatMap(addressSecrets) : [];
  const signing = target.protocol === 'bedrock-converse' ? AWS_SECRETS.map((name) => environment[name] ?? '') : [];
  const ofProxy = proxySecrets(network, environment);
  const passphrase = ('tls' in target && environment[target.tls?.passphraseFrom?.slice('env:'.length) ?? '']) || '';
  const passphrases = [passphrase, ...Object.values(network?.passphrases ?? {})];
  const ofHeaders = headerVariables(target).map((name) => environment[name] ?? '');
  const all = [apiKey ?? '', ...values, ...ofHeaders, ...addresses, ...signing, ...ofProxy, ...passphrases];
  const trimmed = all.map((value) => value.trim());
  return createSecrets(trimmed.filter(({ length }) => length >= LEAST_CHARACTERS[where]));
}

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);

/** What shows a proxy who asks, in each of the forms that it goes through. */
function proxySecrets(
  network: RunRequest['network'],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const header = network?.proxyAuthorization ?? '';
  const addresses = [network?.proxyUrl ?? '', ...PROXY_VARIABLES.map((name) => environment[name] ?? '')];
  const ofAddresses = addresses.flatMap((address) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || (url.password === '' && url.username === '')) return [];
    const pair = `${decoded(url.username)}:${decoded(url.password)}`;
    return [url.password, decoded(url.password), Buffer.from(pair).toString('base64')];
  });
  return [header, header.replace(/^\S+\s+/, ''), ...ofAddresses];
}

/** Passwords and query values in the address itself. */
function addressSecrets(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { password, searchParams } = new URL(address);
  const queryValues = [...searchParams].filter(([name]) => secretName.test(name)).map(([, value]) => value);
  return [password, ...queryValues];
}

function createSecrets(all: readonly string[]): Secrets {
  // Longest first: one secret may be part of another ("Bearer x" and "x").
  const values = [...new Set(all)].sort((a, b) => b.length - a.length);
  const mask = (text: string): string => values.reduce((left, secret) => left.replaceAll(secret, dots(secret)), text);
  const maskAny = (value: unknown): unknown => {
    if (typeof value === 'string') return mask(value);
    if (Array.isArray(value)) return value.map(maskAny);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskAny(inner)]));
  };
  return { values, mask, maskAll: <T>(value: T): T => (values.length > 0 ? (maskAny(value) as T) : value) };
}
