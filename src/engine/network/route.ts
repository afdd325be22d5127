import http from 'node:http';
import https from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { ENVIRONMENT_ALONE, type NetworkSettings } from '../../core/networkSettings';
import type { Tls } from '../../core/target';
import { unixSocketOf, type UnixSocket } from '../../core/unixSocket';
import { lookupLocalhost } from './lookupLocalhost';
import { isLocalhostName } from './noProxy';
import { OneBufferAgent } from './oneBufferAgent';
import { bareHost, proxyFor, serverNameOf, type Proxy } from './proxyFor';
import { socksTunnels } from './socksTunnel';
import { tlsSetup, type TlsSetup } from './tlsSetup';
import { httpTunnels } from './tunnel';
import { PlainTunnelAgent, SecureTunnelAgent, type ObservedRequest } from './tunnelAgents';

/** The way to an origin. Everything that takes time (reading certificates, understanding settings) is done when there is one. */
export interface Route {
  readonly proxy: Proxy | null;
  readonly socketPath: string | null;
  readonly tls: TlsSetup | null;
  /** What tells the connections of this route from others to the same place. Secret, as it may hold a password. */
  readonly key: string;
}

/** What decides on the way. */
export interface RouteWishes {
  readonly network?: NetworkSettings | undefined;
  readonly tls?: Tls | undefined;
}

export async function routeTo(url: URL, { network = ENVIRONMENT_ALONE, tls }: RouteWishes): Promise<Route> {
  const socket = unixSocketOf(url.href);
  const proxy = socket ? null : proxyFor(url, network, process.env);
  const usesTls = url.protocol === 'https:' || proxy?.isSecure === true;
  const setup = usesTls ? await tlsSetup(network, url.protocol === 'https:' ? tls : undefined) : null;
  const key = JSON.stringify([url.origin, socket?.socketPath, proxy, setup?.key]);
  return { proxy, socketPath: socket?.socketPath ?? null, tls: setup, key };
}

/** Makes the connections of a route; with `keepAlive` they are kept for the next request. */
export function createAgent(url: URL, { proxy, tls }: Route, keepAlive: boolean): http.Agent {
  // Several addresses of a host are tried one after the other, also where the host program says otherwise.
  const isLocalhost = !proxy && isLocalhostName(bareHost(url));
  const options: https.AgentOptions & ConnectionOptions = {
    keepAlive,
    // Under load thousands of connections are free for a moment, and Node would close all but 256 of them.
    maxFreeSockets: 4096,
    autoSelectFamily: true,
    ...(isLocalhost && { lookup: lookupLocalhost }),
    ...tls?.options,
  };
  if (proxy?.socks) {
    const open = socksTunnels(proxy, proxy.socks);
    return url.protocol === 'https:' ? new SecureTunnelAgent(open, options) : new PlainTunnelAgent(open, options);
  }
  if (url.protocol === 'https:')
    return proxy ? new SecureTunnelAgent(httpTunnels(proxy, options), options) : new https.Agent(options);
  return proxy?.isSecure ? new https.Agent(options) : new OneBufferAgent(options);
}

/** What a request is, the way apart. */
export interface RoutedRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: http.Agent;
  readonly observer?: ConnectionObserverOf;
  readonly signal?: AbortSignal;
}
type ConnectionObserverOf = NonNullable<ObservedRequest['observer']>;

/** Begins a request on its way. Plain HTTP goes through an HTTP proxy in absolute form, so that it sees whom it is meant for. */
export function openRequest({ proxy }: Route, { url, ...rest }: RoutedRequest): http.ClientRequest {
  const socket = unixSocketOf(url.href);
  if (socket) return overSocket(socket, rest);
  if (!proxy || proxy.socks || url.protocol === 'https:')
    return (url.protocol === 'https:' ? https : http).request(url, rest);
  const target = new URL(url);
  target.username = target.password = target.hash = '';
  const { auth } = urlToHttpOptions(url);
  const options: ObservedRequest = {
    ...rest,
    host: proxy.host,
    port: proxy.port,
    path: target.href,
    setHost: false,
    ...(proxy.isSecure && { servername: serverNameOf(proxy) }),
    headers: {
      host: url.host,
      ...rest.headers,
      ...(proxy.authorization !== null && { 'proxy-authorization': proxy.authorization }),
    },
    ...(auth !== undefined && { auth }),
  };
  return (proxy.isSecure ? https : http).request(options);
}

const overSocket = ({ socketPath, path }: UnixSocket, rest: Omit<RoutedRequest, 'url'>): http.ClientRequest =>
  http.request({ ...rest, socketPath, path, headers: { host: 'localhost', ...rest.headers }, setHost: false });
