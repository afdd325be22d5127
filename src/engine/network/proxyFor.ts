import { isIP } from 'node:net';
import type { NetworkSettings } from '../../core/networkSettings';
import { runError, RunFailure } from '../../core/runError';
import { bypassesProxy } from './noProxy';

/** A proxy as it is used and told of. */
export interface Proxy {
  readonly isSecure: boolean;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** Host and port as they may be shown. */
  readonly address: string;
  /** Secret. */
  readonly authorization: string | null;
  /** Who named it, for sentences. */
  readonly from: string;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Who names a proxy, and how it is called there. */
interface Named {
  readonly value: string;
  readonly from: string;
}

/** The proxy for an address, or `null` for none. Throws `RunFailure` for one that cannot be used. */
export function proxyFor(url: URL, settings: NetworkSettings, variables: Variables): Proxy | null {
  if (!settings.useProxies) return null;
  const named = proxyNamed(url, settings, variables);
  if (!named) return null;
  const to = { host: bareHost(url), port: portOf(url) };
  if (bypassesProxy(to, [...settings.noProxy, ...noProxyOf(variables)])) return null;
  return parsed(named, settings.proxyAuthorization);
}

/** Host and port of an address, the port of its scheme when it names none. */
export const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80);
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The name that the proxy's own certificate is for; without it Node would take the host that is asked for. Addresses have none. */
export const serverNameOf = ({ host }: Proxy): string => (isIP(host) === 0 ? host : '');

function proxyNamed({ protocol }: URL, { proxyUrl }: NetworkSettings, variables: Variables): Named | null {
  if (proxyUrl !== null && proxyUrl.trim() !== '') return { value: proxyUrl.trim(), from: 'the setting http.proxy' };
  const own = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  for (const name of [own, own.toUpperCase(), 'all_proxy', 'ALL_PROXY']) {
    const value = variables[name]?.trim();
    if (value) return { value, from: `the environment variable ${name}` };
  }
  return null;
}

const noProxyOf = (variables: Variables): string[] =>
  (variables['no_proxy'] ?? variables['NO_PROXY'] ?? '').split(/[,\s]+/);

function parsed({ value, from }: Named, authorization: string | null): Proxy {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(address) || new URL(address).hostname === '')
    throw badProxy(`The proxy that ${from} names is no address. Write it as http://host:port.`);
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw badProxy(
      `The proxy ${url.host} that ${from} names speaks ${url.protocol.replace(':', '')}, which cannot be used. Name a proxy that begins with http:// or https://.`,
    );
  const port = portOf(url);
  return {
    isSecure: url.protocol === 'https:',
    host: bareHost(url),
    port,
    address: `${url.hostname}:${String(port)}`,
    authorization: authorization ?? basicOf(url),
    from,
  };
}

const badProxy = (sentence: string): RunFailure => new RunFailure(runError('unsupported', sentence));

function basicOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;
}

/** A stray per cent sign stands for itself. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
