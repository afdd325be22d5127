import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { watchConnecting, type ConnectionObserver } from '../http/socketStamps';
import { serverNameOf, type Proxy } from './proxyFor';
import { proxyRefusal, wordsOf } from './proxyError';
import type { OpenTunnel } from './tunnelAgents';

interface Tunnel {
  readonly proxy: Proxy;
  /** How the proxy itself is trusted, when it is reached over TLS. */
  readonly trust: ConnectionOptions;
  /** Host and port, as `CONNECT` names them. */
  readonly to: string;
  readonly observer: ConnectionObserver | undefined;
}

/** Asks an HTTP proxy for tunnels (`CONNECT`): it sees nothing of what goes through them. */
export function httpTunnels(proxy: Proxy, { secureContext, rejectUnauthorized }: ConnectionOptions): OpenTunnel {
  const trust = {
    ...(secureContext && { secureContext }),
    ...(rejectUnauthorized === false && { rejectUnauthorized }),
  };
  return ({ host, port }, observer) => {
    const to = `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
    return openTunnel({ proxy, trust, to, observer });
  };
}

/** A socket behind which the wanted server is. The whole handshake with the proxy counts as connecting. */
function openTunnel({ proxy, trust, to, observer }: Tunnel): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = (proxy.isSecure ? https : http).request({
      ...(proxy.isSecure ? { ...trust, servername: serverNameOf(proxy) } : {}),
      method: 'CONNECT',
      host: proxy.host,
      port: proxy.port,
      path: to,
      agent: false,
      headers: {
        host: to,
        'user-agent': 'prompt-profiler',
        'proxy-connection': 'keep-alive',
        ...(proxy.authorization !== null && { 'proxy-authorization': proxy.authorization }),
      },
      ...(observer && { signal: observer.signal }),
    });
    let unwatch = (): void => undefined;
    request.once('socket', (socket) => {
      if (observer) unwatch = watchConnecting(socket, observer, ['lookup']);
    });
    request.once('connect', (response, socket, head) => {
      unwatch();
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) {
        socket.destroy();
        return reject(proxyRefusal(status, to, proxy, wordsOf(head.toString('utf8', 0, 16 * 1024))));
      }
      observer?.onMark('connectEnd', observer.now());
      if (head.length > 0) socket.unshift(head);
      resolve(socket as Socket);
    });
    // Also when somebody answers `CONNECT` as if it were any other request.
    request.once('response', (response) => {
      response.destroy();
      reject(proxyRefusal(response.statusCode ?? 0, to, proxy, null));
    });
    request.once('error', (error) => {
      unwatch();
      reject(error);
    });
    request.end();
  });
}
