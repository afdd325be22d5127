import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionObserver } from '../http/socketStamps';
import type { Destination } from './noProxy';

/** What a request hands to the agent that makes its connection. */
export interface ObservedRequest extends https.RequestOptions {
  /** Absent where nobody measures. */
  readonly observer?: ConnectionObserver;
}

/** Makes a socket behind which the wanted server is. All that takes counts as connecting. */
export type OpenTunnel = (to: Destination, observer: ConnectionObserver | undefined) => Promise<Socket>;

type Callback = (error: Error | null, socket: Duplex) => void;
type Done = (error: Error | null, socket?: Duplex) => void;

const destinationOf = ({ host, port }: ObservedRequest, usualPort: number): Destination => ({
  host: host ?? 'localhost',
  port: Number(port ?? usualPort),
});

/** Answers when the tunnel stands, with what is made of its socket. An agent takes nothing for an answer that is still to come. */
function whenOpen(
  tunnel: Promise<Socket>,
  callback: Callback | undefined,
  connected: (socket: Socket) => Duplex | undefined,
): undefined {
  const done = callback as Done | undefined;
  tunnel.then(
    (socket) => done?.(null, connected(socket)),
    (error: Error) => done?.(error),
  );
}

/** Connections over TLS that go through tunnels. */
export class SecureTunnelAgent extends https.Agent {
  readonly #open: OpenTunnel;

  constructor(open: OpenTunnel, options: https.AgentOptions) {
    super(options);
    this.#open = open;
  }

  override createConnection(options: ObservedRequest, callback?: Callback): undefined {
    const tunnel = this.#open(destinationOf(options, 443), options.observer);
    return whenOpen(tunnel, callback, (socket) => {
      const wrapped: ObservedRequest & { socket: Socket } = { ...options, socket };
      return super.createConnection(wrapped) ?? undefined;
    });
  }
}

/** Plain connections that go through tunnels. */
export class PlainTunnelAgent extends http.Agent {
  readonly #open: OpenTunnel;

  constructor(open: OpenTunnel, options: http.AgentOptions) {
    super(options);
    this.#open = open;
  }

  override createConnection(options: ObservedRequest, callback?: Callback): undefined {
    return whenOpen(this.#open(destinationOf(options, 80), options.observer), callback, (socket) => socket);
  }
}
