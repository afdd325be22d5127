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

type Done = (error: Error | null, socket?: Duplex) => void;

const destinationOf = ({ host, port }: ObservedRequest, usualPort: number): Destination => ({
  host: host ?? 'localhost',
  port: Number(port ?? usualPort),
});

/** Connections over TLS that go through tunnels. */
export class SecureTunnelAgent extends https.Agent {
  readonly #open: OpenTunnel;

  constructor(open: OpenTunnel, options: https.AgentOptions) {
    super(options);
    this.#open = open;
  }

  override createConnection(
    options: ObservedRequest,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const done = callback as Done | undefined;
    this.#open(destinationOf(options, 443), options.observer).then(
      (socket) => {
        const wrapped: ObservedRequest & { socket: Socket } = { ...options, socket };
        done?.(null, super.createConnection(wrapped) ?? undefined);
      },
      (error: Error) => done?.(error),
    );
    return undefined;
  }
}

/** Plain connections that go through tunnels. */
export class PlainTunnelAgent extends http.Agent {
  readonly #open: OpenTunnel;

  constructor(open: OpenTunnel, options: http.AgentOptions) {
    super(options);
    this.#open = open;
  }

  override createConnection(
    options: ObservedRequest,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const done = callback as Done | undefined;
    this.#open(destinationOf(options, 80), options.observer).then(
      (socket) => done?.(null, socket),
      (error: Error) => done?.(error),
    );
    return undefined;
  }
}
