import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterReads, finishReads } from './afterReads';

type DataListener = (bytes: Buffer) => void;

/** After these the parser is gone, and with it what it was not given. */
const LAST_EVENTS = ['end', 'error', 'close'] as const;

/** Listeners of ours, which a socket from the pool may still have from the request before. */
const ours = new WeakSet<object>();

/**
 * Leads what a socket reads to Node's HTTP parser by way of `afterReads`. Parsing takes as long as reading does: of a thousand streams that
 * have something to say at once, the last would be stamped twice as late.
 */
export class ParserDetour {
  readonly #socket: Socket;
  readonly #onRead: DataListener;
  #response: IncomingMessage | null = null;
  #parse: DataListener | null = null;

  /** `onRead` is the listener that stamps, and calls `lead` with what it was given. */
  constructor(socket: Socket, onRead: DataListener) {
    this.#socket = socket;
    this.#onRead = onRead;
    ours.add(onRead);
    // `prependListener` does not set the stream flowing, as `on('data')` would; the parser decides when bytes are read.
    socket.prependListener('data', onRead);
  }

  /** From the next read on, until the response is complete. Where the parser is not found among the listeners, everything stays as it is. */
  open(response: IncomingMessage): void {
    const [parse, ...others] = this.#socket.listeners('data').filter((each) => !ours.has(each));
    if (!parse || others.length > 0) return;
    this.#response = response;
    this.#parse = parse as DataListener;
    this.#socket.removeListener('data', this.#parse);
    for (const event of LAST_EVENTS) this.#socket.prependListener(event, finishReads);
  }

  /** Calls `beforehand` when the parser's turn has come: at once, unless the detour is open. */
  lead(bytes: Buffer, beforehand: () => void): void {
    if (!this.#parse) return beforehand();
    afterReads(() => {
      // Node takes the parser away with the last byte of the answer, and wants nothing that comes after it.
      if (!this.#parse || this.#response?.complete !== false) return;
      beforehand();
      this.#parse.call(this.#socket, bytes);
    }, bytes.length);
  }

  close(): void {
    this.#socket.removeListener('data', this.#onRead);
    if (!this.#parse) return;
    this.#parse = null;
    for (const event of LAST_EVENTS) this.#socket.removeListener(event, finishReads);
  }
}
