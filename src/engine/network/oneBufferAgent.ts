import http from 'node:http';
import type { OnReadOpts } from 'node:net';
import type { Duplex } from 'node:stream';

/** As large as the memory that Node takes for every single read where nobody says otherwise. */
const buffer = Buffer.alloc(64 * 1024);

type Callback = (error: Error | null, socket: Duplex) => void;

/**
 * Connections that are all read into one piece of memory, from which each read is copied. Else each read takes, cuts and later frees memory of its
 * own: of many streams at once so much that freeing it takes a core from reading.
 */
export class OneBufferAgent extends http.Agent {
  override createConnection(options: http.ClientRequestArgs, callback?: Callback): Duplex | null | undefined {
    const hand = (length: number): boolean => {
      // What Node emits itself for a socket that is read in the usual way.
      socket?.emit('data', Buffer.from(buffer.subarray(0, length)));
      return true;
    };
    const read: { onread: OnReadOpts } = { onread: { buffer, callback: hand } };
    const socket = super.createConnection({ ...options, ...read }, callback);
    return socket;
  }
}
