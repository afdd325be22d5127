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
  /** Host and port as they may be shown, with the scheme where it is not HTTP. */
  readonly address: string;
  /** Secret. */
  readonly authorization: string | null;
  /** How it is spoken to when it is no HTTP proxy. */
  readonly socks: Socks | null;
  /** Who named it, for sentences. */
  readonly from: string;
}

export interface Socks {
  readonly version: 4 | 5;
  /** It looks names up itself, so a name that only its network knows will do. */
  readonly findsNames: boolean;
  readonly user: string;
  /** Secret. */
  readonly password: string;
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

/** As curl and browsers write them. */
const SOCKS: Readonly<Record<string, Pick<Socks, 'version' | 'findsNames'>>> = {
  'socks:': { version: 5, findsNames: true },
  'socks5h:': { version: 5, findsNames: true },
  'socks5:': { version: 5, findsNames: false },
  'socks4a:': { version: 4, findsNames: true },
  'socks4:': { version: 4, findsNames: false },
};
const SOCKS_PORT = 1080;

function parsed({ value, from }: Named, authorization: string | null): Proxy {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(address) || new URL(address).hostname === '')
    throw badProxy(`The proxy that ${from} names is no address. Write it as http://host:port.`);
  const url = new URL(address);
  if (isScript(url))
    throw badProxy(
      `A script that chooses proxies (PAC), which ${from} names, is not read. Name the proxy itself, as http://host:port; your browser or your network's administrator can say which one the script chooses.`,
    );
  const isSecure = url.protocol === 'https:';
  const place = { isSecure, host: bareHost(url), from };
  const socks = SOCKS[url.protocol];
  if (socks) return { ...place, ...socksOf(url, socks) };
  if (url.protocol !== 'http:' && !isSecure)
    throw badProxy(
      `The proxy ${url.host} that ${from} names speaks ${url.protocol.replace(':', '')}, which cannot be used. Name a proxy that begins with http://, https:// or socks5://.`,
    );
  const port = portOf(url);
  const shown = `${url.hostname}:${String(port)}`;
  return { ...place, port, address: shown, authorization: authorization ?? basicOf(url), socks: null };
}

const isScript = ({ protocol, pathname }: URL): boolean =>
  protocol.startsWith('pac+') || /\.pac$|\/wpad\.dat$/i.test(pathname);

function socksOf(
  url: URL,
  socks: Pick<Socks, 'version' | 'findsNames'>,
): Pick<Proxy, 'port' | 'address' | 'authorization' | 'socks'> {
  const port = Number(url.port) || SOCKS_PORT;
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const address = `${url.protocol}//${url.hostname}:${String(port)}`;
  return { port, address, authorization: null, socks: { ...socks, user, password } };
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
