import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { FailedAddress } from '../../core/connection';
import { ParserDetour } from './parserDetour';

/** One read of a socket, stamped before anything else looked at its bytes. */
export interface SocketRead {
  readonly atMs: number;
  readonly bytes: number;
}

export type ConnectionMark = 'dnsEnd' | 'connectEnd' | 'tlsEnd';

/** What is told of a connection while it is made. */
export interface ConnectionObserver {
  /** Ms since t0. */
  readonly now: () => number;
  readonly onMark: (name: ConnectionMark, atMs: number) => void;
  /** One of several addresses did not answer, and the next is tried. */
  readonly onFailedAddress: (failed: FailedAddress) => void;
  /** Whoever waits for the connection has given up. */
  readonly signal: AbortSignal;
}

interface Watcher extends ConnectionObserver {
  /** The socket comes from the pool, so it is connected already. */
  readonly isPooled: boolean;
  /** Called with the socket ready for the request: at once for one that is connected already. */
  readonly onConnected: () => void;
}

/**
 * Stamps what happens on a socket. Node's HTTP parser listens to the socket's `data` events and turns them into `data` events of
 * the response in the same call. So a listener put before the parser's own sees each read first and as a whole: two chunks of
 * HTTP framing that came in one read are one read here, and no byte has been parsed when the clock is read.
 */
export function watchSocket(socket: Socket, { isPooled, onConnected, ...observer }: Watcher) {
  const { now } = observer;
  let last: SocketRead | null = null;
  const onData = (bytes: Buffer): void => {
    const read = { atMs: now(), bytes: bytes.length };
    detour.lead(bytes, () => (last = read));
  };
  const detour = new ParserDetour(socket, onData);
  const readyEvent = socket instanceof TLSSocket ? 'secureConnect' : 'connect';
  const unwatch = isPooled ? () => undefined : watchConnecting(socket, observer);
  // One that a proxy has handed over is connected, too; over TLS it has still to be secured.
  const isReady = isPooled || !(socket.connecting || socket instanceof TLSSocket);
  if (isReady) onConnected();
  else socket.once(readyEvent, onConnected);
  return {
    /** The read whose bytes are being handed out at this moment. */
    lastRead: (): SocketRead => last ?? { atMs: now(), bytes: 0 },
    /** From the next read on, the body of the response is handed out when all sockets were read that had something to say. */
    handOutLater: (response: IncomingMessage): void => detour.open(response),
    unwatch(): void {
      detour.close();
      socket.removeListener(readyEvent, onConnected);
      unwatch();
    },
  };
}

const MARKS = { lookup: 'dnsEnd', connect: 'connectEnd', secureConnect: 'tlsEnd' } as const;

/** Stamps the steps of a connection that is being made; gives the function that ends it. */
export function watchConnecting(
  socket: Socket,
  { now, onMark, onFailedAddress }: ConnectionObserver,
  steps: readonly (keyof typeof MARKS)[] = ['lookup', 'connect', 'secureConnect'],
): () => void {
  const listeners = steps.map((step) => [step, () => onMark(MARKS[step], now())] as const);
  const failed = (address: string, _port: number, _family: number, error: NodeJS.ErrnoException): void =>
    onFailedAddress({ address, reason: error.code ?? error.message, atMs: now() });
  const silent = (address: string): void => onFailedAddress({ address, reason: 'no answer', atMs: now() });
  for (const [step, listener] of listeners) socket.once(step, listener);
  socket.on('connectionAttemptFailed', failed).on('connectionAttemptTimeout', silent);
  return () => {
    for (const [step, listener] of listeners) socket.removeListener(step, listener);
    socket.removeListener('connectionAttemptFailed', failed).removeListener('connectionAttemptTimeout', silent);
  };
}
