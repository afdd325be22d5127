import type { IncomingHttpHeaders } from 'node:http';
import type { AnswerHead, BodyReader } from './exchange';

/** An answer with a status that is no success: a refusal, or a redirect. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly headAtMs: number;
  readonly body: string;

  constructor(head: AnswerHead, body: string) {
    super(`status ${String(head.status)}`);
    this.status = head.status;
    this.headers = head.headers;
    this.headAtMs = head.atMs;
    this.body = body;
  }
}

/** More of an error's words than this helps nobody. */
const MOST_BYTES = 64 * 1024;

/** Reads the words of a refusal, as many as help, and throws them as `Refusal`. */
export class RefusalReader implements BodyReader {
  readonly #head: AnswerHead;
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(head: AnswerHead) {
    this.#head = head;
  }

  take(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes > MOST_BYTES) this.end();
  }

  end(): never {
    throw new Refusal(this.#head, Buffer.concat(this.#pieces).toString('utf8', 0, MOST_BYTES));
  }
}
