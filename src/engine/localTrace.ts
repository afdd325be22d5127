import { NO_TIMINGS, type StreamEvent } from '../core/streamEvent';
import type { TraceSink } from '../core/traceSink';
import type { PhaseName } from '../core/vocabulary';
import type { FromLocal, LocalToken } from '../messages/localMessages';
import { ThinkTags, type Piece } from '../protocols/thinkTags';

type Of<Type extends FromLocal['type']> = Extract<FromLocal, { type: Type }>;

/** How the run came to the process. Both on the parent's clock, in ms since t0. */
export interface LocalStart {
  /** When the run was sent; the process counts from here. */
  readonly sentMs: number;
  /** True when the process was started for this run: its start then is part of the load. */
  readonly startedProcess: boolean;
}

/**
 * What the model's process says of one run, in the words of a trace. The stamps are the process's own differences, shifted by
 * the moment of sending; what lies between sending and receiving (about 0.2 ms) is the error of that shift.
 */
export class LocalTrace {
  private readonly sink: TraceSink;
  private readonly start: LocalStart;
  private loaded: Of<'loaded'> | null = null;
  private prefilled: Of<'prefilled'> | null = null;
  private lastTokenMs = 0;
  private outputTokens = 0;
  /** Tokens since the last text: they are part of a character, of a tag, or of what may become a stop text. */
  private silentTokens = 0;
  private readonly thinkTags = new ThinkTags();

  constructor(sink: TraceSink, start: LocalStart) {
    this.sink = sink;
    this.start = start;
    sink.mark('requestSent', start.sentMs);
    sink.stampedElsewhere(null);
  }

  get isLoaded(): boolean {
    return this.loaded !== null;
  }

  load(message: Of<'loaded'>): void {
    this.loaded = message;
    const { sentMs, startedProcess } = this.start;
    const startMs = sentMs + message.startMs;
    const endMs = sentMs + message.endMs;
    if (startedProcess) this.phase('load', 0, endMs);
    else {
      if (message.startMs > 0) this.phase('queue', 0, startMs);
      if (!message.warm) this.phase('load', startMs, endMs);
    }
    this.event({ type: 'model', model: message.facts.name }, endMs);
  }

  prefill(message: Of<'prefilled'>): void {
    this.prefilled = message;
    this.thinkTags.afterPrompt(message.promptEnd);
    this.phase('prefill', this.start.sentMs + message.startMs, this.start.sentMs + message.endMs);
  }

  token({ atMs, text }: LocalToken): void {
    this.lastTokenMs = this.start.sentMs + atMs;
    this.silentTokens++;
    if (text !== '') this.texts(this.thinkTags.split(text));
  }

  finish(message: Of<'finished'>): void {
    const atMs = this.start.sentMs + message.atMs;
    this.sink.stampedElsewhere(message.loopDelay);
    if (message.restText !== '') this.texts(this.thinkTags.split(message.restText));
    this.texts(this.thinkTags.end());
    this.totals(atMs);
    if (message.error) this.event({ type: 'error', error: message.error }, atMs);
    else {
      this.event({ type: 'finish', reason: message.reason, raw: message.raw }, atMs);
      this.event({ type: 'end' }, atMs);
    }
    this.sink.mark('streamEnd', atMs);
  }

  /** What is known when the process has no last word. */
  breakOff(atMs: number): void {
    this.texts(this.thinkTags.end());
    this.totals(Math.max(atMs, this.lastTokenMs));
  }

  /** Held-back text completes with the last token, so that token's stamp is its moment. A token in two parts counts once. */
  private texts(pieces: readonly Piece[]): void {
    for (const { channel, text, endsUnopened } of pieces) {
      if (endsUnopened) this.event({ type: 'was-reasoning' }, this.lastTokenMs);
      const tokens = this.silentTokens;
      this.silentTokens = 0;
      this.outputTokens += tokens;
      this.event({ type: 'text', channel, text, tokens }, this.lastTokenMs, Buffer.byteLength(text));
    }
  }

  /** Exact, also of a run that broke off: every token was counted where it was made. */
  private totals(atMs: number): void {
    const { loaded, prefilled, outputTokens } = this;
    if (prefilled) {
      const { inputTokens: inputTotal, cachedTokens: inputCached } = prefilled;
      const usage = {
        inputTotal,
        inputCached,
        inputCacheWrite: null,
        outputTotal: outputTokens,
        outputReasoning: null,
      };
      this.event({ type: 'usage', usage }, atMs);
    }
    if (!loaded) return;
    const { startedProcess, sentMs } = this.start;
    const raw = { ...loaded.facts, ...(startedProcess ? { processStartMs: sentMs } : {}) };
    // Nobody reports here: load, queue and prefill are measured phases.
    this.event({ type: 'timings', timings: NO_TIMINGS, raw }, atMs);
  }

  private phase(name: PhaseName, startMs: number, endMs: number): void {
    this.sink.phase({ name, startMs, endMs, source: 'measured' });
  }

  /** Each token is a read of its own: it was stamped alone, and batches of messages are no property of the stream. */
  private event(event: StreamEvent, atMs: number, bytes = 0): void {
    this.sink.event(event, atMs, this.sink.read(atMs, bytes));
  }
}
