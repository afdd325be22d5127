import type http from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { FailedAddress } from '../../core/connection';
import { runError, RunFailure } from '../../core/runError';
import { openRequest, type Route } from '../network/route';
import { afterReads, finishReads } from './afterReads';
import { unpack, type UnpackingReader } from './contentDecoding';
import { watchSocket, type ConnectionMark, type SocketRead } from './socketStamps';
import { WaitingLimits, type Limits } from './waitingLimits';

/** Status line and headers of an answer, stamped with the read that completed them. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly atMs: number;
}

/** Takes the body of one answer, piece by piece, in the very turn of the event loop in which the socket was read. */
export interface BodyReader {
  /** `read` is the same object for all pieces of one socket read. */
  take(piece: Uint8Array, read: SocketRead): void;
  /** The body is complete: its last byte came at `atMs`, or the connection was closed then. */
  end(atMs: number): void;
}

/** What a body reader may tell the exchange while it reads. */
export interface ExchangeControl {
  /** Data came that shows progress: moves the stall limit on. */
  dataCame(): void;
  /** The answer's own terminator was read: nothing after it matters. */
  complete(): void;
  /** The body says why the request was refused: it is not worth waiting long for, and a part of it will do. */
  refused(): void;
}

export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly route: Route;
  readonly agent: http.Agent;
  readonly limits: Limits;
  /** The address as it may be shown. */
  readonly shownAddress: string;
  readonly signal: AbortSignal;
  /** Ms since t0. */
  readonly now: () => number;
  /** The request goes over a connection from the pool, or over a new one. */
  readonly onSocket: (isPooled: boolean) => void;
  readonly onMark: (name: ConnectionMark | 'requestSent', atMs: number) => void;
  readonly onFailedAddress: (failed: FailedAddress) => void;
  /** The socket is ready for the request. */
  readonly onConnected: (socket: Socket) => void;
  /** Called synchronously when the headers are complete; gives the reader for the body. */
  readonly onHead: (head: AnswerHead, control: ExchangeControl) => BodyReader;
}

/** A pooled connection that ended before any byte of an answer: the server had closed it meanwhile, as servers do. */
export class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

/**
 * After the answer's own terminator the end of the HTTP body is awaited this long, so that the connection can go back to the pool;
 * most servers send both in one write. A server that keeps the body open longer loses the connection.
 */
const AFTER_TERMINATOR_MS = 100;

/** The words of a refusal are awaited this long. */
const REFUSAL_BODY_MS = 5_000;

const cancelled = (address: string): RunFailure =>
  new RunFailure(runError('cancelled', `Stopped by you; the connection to ${address} was closed at once.`));

/**
 * One request and its answer. Resolves when the body ended, or its reader said that it is complete; rejects with `RunFailure`,
 * `StaleConnection`, or what Node or the reader threw. Either way no socket, timer or listener of it is left.
 */
export function exchange(options: Exchange): Promise<void> {
  return new Promise((resolve, reject) => new ExchangeState(options, resolve, reject).start());
}

class ExchangeState {
  readonly #options: Exchange;
  readonly #resolve: () => void;
  readonly #reject: (reason: unknown) => void;
  readonly #limits: WaitingLimits;
  #request: http.ClientRequest | null = null;
  #watch: ReturnType<typeof watchSocket> | null = null;
  #reader: UnpackingReader | null = null;
  #settled = false;
  /** What the reader said of the rest of the body: that it does not matter, or that a part of it will do. */
  #rest: 'complete' | 'refused' | null = null;
  #isBodyEnded = false;
  #patience: NodeJS.Timeout | undefined;
  /** Ends what still makes a connection, of which the request knows nothing yet. */
  readonly #connecting = new AbortController();

  constructor(options: Exchange, resolve: () => void, reject: (reason: unknown) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#limits = new WaitingLimits(options.limits, options.shownAddress, (failure) => this.#fail(failure));
  }

  start(): void {
    const { signal } = this.#options;
    if (signal.aborted) return this.#reject(cancelled(this.#options.shownAddress));
    signal.addEventListener('abort', this.#abort);
    this.#guarded(() => this.#send());
  }

  #send(): void {
    const { url, headers, body, agent, route, now, onMark, onFailedAddress } = this.#options;
    const observer = { now, onMark, onFailedAddress, signal: this.#connecting.signal };
    // Also covers what happens before there is a socket: a proxy that makes a tunnel takes its time.
    this.#limits.connecting();
    const request = openRequest(route, { url, method: 'POST', headers, agent, observer });
    this.#request = request;
    request.once('socket', (socket) => {
      const isPooled = request.reusedSocket;
      this.#options.onSocket(isPooled);
      const onConnected = (): void => {
        this.#limits.waitingForAnswer();
        this.#options.onConnected(socket);
      };
      this.#watch = watchSocket(socket, { ...observer, isPooled, onConnected });
    });
    request.once('finish', () => this.#sent());
    request.once('response', (response) => this.#answered(response));
    request.on('error', (error) => this.#lost(error));
    request.end(body);
  }

  readonly #abort = (): void => this.#fail(cancelled(this.#options.shownAddress));

  #sent(): void {
    if (this.#settled) return;
    this.#options.onMark('requestSent', this.#options.now());
    this.#limits.waitingForAnswer();
  }

  #answered(response: http.IncomingMessage): void {
    const watch = this.#watch;
    if (!watch || this.#settled) return;
    const read = watch.lastRead();
    const head: AnswerHead = {
      status: response.statusCode ?? 0,
      headers: response.headers,
      atMs: read.atMs,
    };
    const control: ExchangeControl = {
      dataCame: () => this.#limits.dataCame(),
      complete: () => this.#hurry('complete', AFTER_TERMINATOR_MS),
      refused: () => this.#hurry('refused', REFUSAL_BODY_MS),
    };
    this.#guarded(() => {
      const onError = (error: unknown): void => this.#fail(error);
      const reader = unpack(response.headers['content-encoding'] ?? '', this.#options.onHead(head, control), onError);
      this.#reader = reader;
      response.on('data', (piece: Buffer) => {
        const read = watch.lastRead();
        afterReads(() => this.#take(reader, piece, read), piece.length);
      });
      watch.handOutLater(response);
      response.once('end', () => {
        const atMs = this.#endOf(response);
        afterReads(() => this.#bodyEnded(atMs), 0);
      });
      response.on('error', onError);
    });
  }

  #take(reader: UnpackingReader, piece: Uint8Array, read: SocketRead): void {
    if (this.#settled) return;
    try {
      reader.take(piece, read);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** A body without a length ends with the connection, which is no read. */
  #endOf({ headers }: http.IncomingMessage): number {
    const isFramed = 'content-length' in headers || 'transfer-encoding' in headers;
    return (isFramed && this.#watch?.lastRead().atMs) || this.#options.now();
  }

  #bodyEnded(atMs: number): void {
    if (this.#isBodyEnded || this.#settled) return;
    this.#isBodyEnded = true;
    if (this.#rest === 'complete') return this.#settle(this.#resolve);
    this.#reader?.end(atMs).then(
      () => this.#settle(this.#resolve),
      (error: unknown) => this.#fail(error),
    );
  }

  #hurry(rest: 'complete' | 'refused', patienceMs: number): void {
    this.#rest = rest;
    this.#limits.stop();
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail(null), patienceMs);
  }

  /** Runs code of a reader; what it throws ends the exchange. */
  #guarded(action: () => void): void {
    if (this.#settled) return;
    try {
      action();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The request broke. Before the first byte of an answer that may be a pooled connection which the server had closed. */
  #lost(error: NodeJS.ErrnoException): void {
    const isPooled = this.#request?.reusedSocket ?? false;
    const gotNothing = this.#watch?.lastRead().bytes === 0;
    const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    this.#fail(isPooled && gotNothing && isReset ? new StaleConnection(error.message, { cause: error }) : error);
  }

  #fail(reason: unknown): void {
    finishReads();
    if (this.#settled) return;
    this.#request?.destroy();
    const isStopped = this.#options.signal.aborted;
    if (this.#rest === 'refused' && !this.#isBodyEnded && !isStopped) return this.#bodyEnded(this.#options.now());
    this.#settle(() => (this.#rest === 'complete' ? this.#resolve() : this.#reject(reason)));
  }

  #settle(action: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#connecting.abort();
    clearTimeout(this.#patience);
    this.#limits.stop();
    this.#options.signal.removeEventListener('abort', this.#abort);
    this.#watch?.unwatch();
    this.#reader?.dispose();
    action();
  }
}
