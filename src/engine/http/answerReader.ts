import { RunFailure } from '../../core/runError';
import type { StreamEvent } from '../../core/streamEvent';
import type { TraceSink } from '../../core/traceSink';
import type { Decoder, Dialect, ErrorContext, Frame, FrameStream } from '../../protocols/dialect';
import { createFrameStream } from '../../protocols/frameStream';
import { AnswerBudget } from './answerBudget';
import type { BodyReader, ExchangeControl } from './exchange';
import { pageError } from './pageError';
import { isLinesType, sniffBody, type BodyForm } from './sniffBody';
import type { SocketRead } from './socketStamps';

/** More of a page than this need not be read to find its title. */
const MOST_PAGE_CHARACTERS = 64 * 1024;

/** What a reader of one answer needs. */
export interface Answer {
  readonly dialect: Dialect;
  readonly context: ErrorContext;
  readonly contentType: string;
  readonly sink: TraceSink;
  readonly control: ExchangeControl;
}

/**
 * Reads the body of an answer with a good status: decides by its first characters what it is, and hands stamped events to
 * the sink in the very turn of the event loop in which the socket was read. Throws `RunFailure` for everything that is not an answer.
 */
export class AnswerReader implements BodyReader {
  readonly #answer: Answer;
  /** For what is read as text: the beginning of any body, and the whole of one that is no stream. */
  readonly #utf8 = new TextDecoder();
  readonly #budget = new AnswerBudget();
  readonly #decoder: Decoder;
  readonly #stream: FrameStream;
  #form: BodyForm | null = null;
  /** What is not yet understood: all of it, for a body that is no stream. In parts, as joining each time is quadratic. */
  readonly #heldText: string[] = [];
  readonly #heldBytes: Uint8Array[] = [];
  #hasText = false;
  #lastRead: SocketRead | null = null;
  #readIndex = 0;
  #hasFrames = false;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#stream = createFrameStream(answer.dialect.framing, new TextDecoder());
    this.#decoder = answer.dialect.createDecoder(answer.context);
  }

  take(piece: Uint8Array, read: SocketRead): void {
    this.#noteRead(read);
    if (this.#form === 'stream') this.#split(piece, read.atMs);
    else this.#hold(piece, read.atMs);
  }

  end(atMs: number): void {
    const { dialect, context, sink } = this.#answer;
    if (this.#form === 'json') {
      sink.notStreamed();
      this.#record(dialect.decodeBody(this.#text() + this.#utf8.decode(), context), atMs);
    } else if (this.#form === 'stream') this.#endStream(this.#stream.end(), atMs);
    else throw new RunFailure(pageError(this.#text(), context));
    sink.mark('streamEnd', atMs);
  }

  #noteRead(read: SocketRead): void {
    if (read === this.#lastRead) return;
    if (!this.#lastRead) this.#answer.sink.mark('firstByte', read.atMs);
    this.#lastRead = read;
    this.#budget.part();
    this.#readIndex = this.#answer.sink.read(read.atMs, read.bytes);
  }

  #noteText(text: string): void {
    this.#hasText = true;
    this.#budget.text(text.length);
  }

  #text(): string {
    return this.#heldText.join('');
  }

  #hold(piece: Uint8Array, atMs: number): void {
    const text = this.#utf8.decode(piece, { stream: true });
    // White space before the beginning says nothing, and some servers keep a connection alive with it.
    if (this.#heldBytes.length === 0 && text !== '' && text.trim() === '') return;
    this.#heldText.push(text);
    this.#budget.text(text.length);
    if (this.#form === null) {
      this.#heldBytes.push(piece);
      this.#form = sniffBody(this.#text(), this.#answer.contentType, this.#answer.dialect.framing);
    }
    if (this.#form === 'json') this.#answer.control.dataCame();
    else if (this.#form === 'page') this.#holdPage();
    else if (this.#form === 'stream') for (const held of this.#heldBytes.splice(0)) this.#split(held, atMs);
  }

  /** A page is read only for the sake of its title. */
  #holdPage(): void {
    this.#answer.control.refused();
    if (this.#budget.characters > MOST_PAGE_CHARACTERS)
      throw new RunFailure(pageError(this.#text(), this.#answer.context));
  }

  #split(piece: Uint8Array, atMs: number): void {
    this.#frames(this.#stream.push(piece), atMs);
  }

  /** A single JSON line that nothing ends is a body, whatever framing its dialect has. */
  #endStream(last: readonly Frame[], atMs: number): void {
    const { dialect, contentType, context, sink } = this.#answer;
    const [only] = last;
    if (only && dialect.framing === 'json-lines' && !this.#hasFrames && !isLinesType(contentType)) {
      sink.notStreamed();
      return this.#record(dialect.decodeBody(only.data, context), atMs);
    }
    this.#frames(last, atMs);
    this.#record(this.#decoder.end(), atMs);
  }

  #frames(frames: readonly Frame[], atMs: number): void {
    if (frames.length > 0) this.#hasFrames = true;
    for (const frame of frames) this.#record(this.#decoder.decode(frame), atMs);
    // A role frame is no mid-answer: models that think unseen send one at once, and then nothing for minutes.
    if (frames.length > 0 && this.#hasText) this.#answer.control.dataCame();
  }

  #record(events: readonly StreamEvent[], atMs: number): void {
    const { sink, control } = this.#answer;
    for (const event of events) {
      this.#budget.part();
      if (event.type === 'text') this.#noteText(event.text);
      sink.event(event, atMs, this.#readIndex);
      if (event.type === 'error') throw new RunFailure(event.error);
      if (event.type === 'end') control.complete();
    }
  }
}
