import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { watchConnecting, type ConnectionObserver } from '../http/socketStamps';
import { serverNameOf, type Proxy } from './proxyFor';
import { proxyRefusal, wordsOf } from './proxyError';

/** What a request hands to the agent that makes its connection. */
export interface ObservedRequest extends https.RequestOptions {
  /** Absent where nobody measures. */
  readonly observer?: ConnectionObserver;
}

/** Connections over TLS through a proxy: the proxy is asked for a tunnel (`CONNECT`) and sees nothing of what goes through it. */
export class TunnelAgent extends https.Agent {
  readonly #proxy: Proxy;
  /** How the proxy itself is trusted, when it is reached over TLS. */
  readonly #trust: ConnectionOptions;

  constructor(proxy: Proxy, options: https.AgentOptions & ConnectionOptions) {
    super(options);
    this.#proxy = proxy;
    const { secureContext, rejectUnauthorized } = options;
    this.#trust = {
      ...(secureContext && { secureContext }),
      ...(rejectUnauthorized === false && { rejectUnauthorized }),
    };
  }

  override createConnection(
    options: ObservedRequest,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const done = callback as ((error: Error | null, socket?: Duplex) => void) | undefined;
    const host = options.host ?? 'localhost';
    const to = `${host.includes(':') ? `[${host}]` : host}:${String(options.port ?? 443)}`;
    openTunnel({ proxy: this.#proxy, trust: this.#trust, to, observer: options.observer }).then(
      (socket) => {
        const wrapped: ObservedRequest & { socket: Socket } = { ...options, socket };
        done?.(null, super.createConnection(wrapped) ?? undefined);
      },
      (error: Error) => done?.(error),
    );
    return undefined;
  }
}

interface Tunnel {
  readonly proxy: Proxy;
  readonly trust: ConnectionOptions;
  /** Host and port, as `CONNECT` names them. */
  readonly to: string;
  readonly observer: ConnectionObserver | undefined;
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
