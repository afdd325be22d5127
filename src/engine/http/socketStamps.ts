import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** One read of a socket, stamped before anything else looked at its bytes. */
export interface SocketRead {
  readonly atMs: number;
  readonly bytes: number;
}

export type ConnectionMark = 'dnsEnd' | 'connectEnd' | 'tlsEnd';

interface Watcher {
  /** The socket comes from the pool, so it is connected already. */
  readonly isPooled: boolean;
  /** Ms since t0. */
  readonly now: () => number;
  readonly onMark: (name: ConnectionMark, atMs: number) => void;
  /** Called with the socket ready for the request: at once for a pooled one. */
  readonly onConnected: () => void;
}

/**
 * Stamps what happens on a socket. Node's HTTP parser listens to the socket's `data` events and turns them into `data` events of
 * the response in the same call. So a listener put before the parser's own sees each read first and as a whole: two chunks of
 * HTTP framing that came in one read are one read here, and no byte has been parsed when the clock is read.
 */
export function watchSocket(socket: Socket, { isPooled, now, onMark, onConnected }: Watcher) {
  let last: SocketRead | null = null;
  const onData = (bytes: Buffer): void => {
    last = { atMs: now(), bytes: bytes.length };
  };
  const mark = (name: ConnectionMark) => (): void => onMark(name, now());
  const readyEvent = socket instanceof TLSSocket ? 'secureConnect' : 'connect';
  // `prependListener` does not set the stream flowing, as `on('data')` would; the parser decides when bytes are read.
  socket.prependListener('data', onData);
  const listeners = { lookup: mark('dnsEnd'), connect: mark('connectEnd'), secureConnect: mark('tlsEnd') };
  if (isPooled) onConnected();
  else {
    for (const [event, listener] of Object.entries(listeners)) socket.once(event, listener);
    socket.once(readyEvent, onConnected);
  }
  return {
    /** The read whose bytes are being handed out at this moment. */
    lastRead: (): SocketRead => last ?? { atMs: now(), bytes: 0 },
    unwatch(): void {
      socket.removeListener('data', onData);
      for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
      socket.removeListener(readyEvent, onConnected);
    },
  };
}
