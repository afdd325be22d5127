import { randomBytes } from 'node:crypto';
import { RunFailure, type RunError } from '../../core/runError';
import { CapLedger } from '../../core/sweep/capLedger';
import type { LevelRequest, LevelResult } from '../../core/sweep/levelEngine';
import type { LoadRequest } from '../../core/sweep/loadReport';
import type { LevelProgress } from '../../core/sweep/runningSweep';
import { sizedPrompt } from '../../core/sweep/sizedPrompt';
import type { LevelEnding, LevelPart } from '../../core/sweep/sweepWords';
import type { RunSource } from '../runSource';
import { LoadSink } from './loadSink';
import { BIN_MS, LiveLevel } from './liveLevel';

/** One request, as it is ordered. */
export interface Order {
  readonly user: number | null;
  readonly part: LevelPart;
  /** When it was due, ms since the start of the level; `null` for a user who waits for answers. */
  readonly dueMs: number | null;
  readonly words?: number;
  readonly maxTokens?: number;
  readonly onChunk?: (chunks: number, atMs: number) => void;
}

interface OpenRequest {
  readonly order: Order;
  readonly sink: LoadSink;
  readonly stopping: AbortController;
}

type Row = { -readonly [K in keyof LoadRequest]: LoadRequest[K] };

/** Sends the requests of one level, keeps a row for each, its caps, and the time until which the server wants to be left alone. */
export class LevelDesk {
  readonly request: LevelRequest;
  readonly rows: Row[] = [];
  readonly live: LiveLevel;
  readonly charactersByBin: number[] = [];
  readonly #source: RunSource;
  readonly #ledger: CapLedger;
  readonly #t0 = performance.now();
  readonly #open = new Set<OpenRequest>();
  readonly #listeners = new Set<() => void>();
  #untold: Row[] = [];
  #heldUntilMs = 0;
  #ending: LevelEnding | null = null;
  error: RunError | null = null;
  held = 0;

  constructor(source: RunSource, request: LevelRequest) {
    this.#source = source;
    this.request = request;
    this.#ledger = new CapLedger(request.caps);
    this.#ledger.price = request.price;
    this.live = new LiveLevel(request.tokensPerCharacter);
  }

  nowMs(): number {
    return performance.now() - this.#t0;
  }

  /** On the clock of `performance.now()`. */
  momentOf(atMs: number): number {
    return this.#t0 + atMs;
  }

  get inFlight(): number {
    return this.#open.size;
  }

  get ending(): LevelEnding | null {
    return this.#ending;
  }

  /** Nothing more may be sent. */
  get isExhausted(): boolean {
    return this.#ending !== null || this.rows.length >= this.request.most;
  }

  /** How long everybody has to wait, because the server asked to; 0 when nobody has to. */
  get heldForMs(): number {
    return Math.max(0, this.#heldUntilMs - this.nowMs());
  }

  /** Nothing more is sent. What is open goes on, unless it is ended too. */
  close(ending: LevelEnding): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    this.#changed();
  }

  endOpen(): void {
    for (const { stopping } of this.#open) stopping.abort();
  }

  /** Calls when a request ended or the desk was closed; gives what ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends one request; resolves when it is over. False: it was not sent, as the level is closed or a cap would break. */
  async send(order: Order): Promise<boolean> {
    if (this.isExhausted || !this.#hasRoom()) return false;
    const stopping = new AbortController();
    const row = emptyRow(order);
    const sink = new LoadSink(
      () => {
        row.startMs = this.nowMs();
        row.lateMs = order.dueMs === null ? 0 : Math.max(0, row.startMs - order.dueMs);
      },
      (characters, atMs) => this.#text(characters, row.startMs + atMs, { order, sink }),
    );
    const open = { order, sink, stopping };
    row.startMs = this.nowMs();
    this.#open.add(open);
    this.rows.push(row);
    const error = await this.#source.run(this.#requestOf(order), sink, stopping.signal).then(
      () => null,
      (reason: unknown) => reason,
    );
    this.#open.delete(open);
    this.#ended(row, sink, error);
    return true;
  }

  #hasRoom(): boolean {
    const { input, output } = this.request.useOfOne;
    const all = this.#open.size + 1;
    if (this.#ledger.broken({ input: input * all, output: output * all }, all) === null) return true;
    this.close('capped');
    return false;
  }

  #requestOf(order: Order) {
    const { request, text, words, cache } = this.request;
    const nonce = cache === 'warm' ? 'Text' : randomBytes(6).toString('hex');
    const parameters = { ...request.parameters, ...(order.maxTokens !== undefined && { maxTokens: order.maxTokens }) };
    return { ...request, parameters, prompt: sizedPrompt(text, order.words ?? words, nonce) };
  }

  #text(characters: number, atMs: number, { order, sink }: Pick<OpenRequest, 'order' | 'sink'>): void {
    const bin = Math.max(0, Math.floor(atMs / BIN_MS));
    while (this.charactersByBin.length <= bin) this.charactersByBin.push(0);
    this.charactersByBin[bin] = (this.charactersByBin[bin] ?? 0) + characters;
    if (sink.chunks === 1) this.live.firstToken(sink.firstMs ?? 0);
    order.onChunk?.(sink.chunks, atMs);
  }

  #ended(row: Row, sink: LoadSink, reason: unknown): void {
    const { useOfOne, tokensPerCharacter } = this.request;
    const perCharacter = tokensPerCharacter ?? this.live.tokensPerCharacter;
    Object.assign(row, sink.figures({ inputTokens: useOfOne.expectedInput, perCharacter }));
    const error = reason instanceof RunFailure ? reason.error : null;
    if (reason !== null && error === null) throw reason;
    row.status = error === null ? 'completed' : error.kind === 'cancelled' ? 'cancelled' : 'failed';
    row.errorKind = error?.kind ?? null;
    row.httpStatus = error?.httpStatus ?? null;
    const use = { input: row.inputTokens ?? 0, output: row.outputTokens ?? 0 };
    this.#ledger.add(use, row.status !== 'completed');
    this.live.ended(row, sink.characters, typeof error?.retryAfterMs === 'number');
    this.#untold.push(row);
    if (error !== null && row.status === 'failed') this.#failed(error);
    this.#changed();
  }

  #failed(error: RunError): void {
    this.error ??= error;
    if (error.retryAfterMs !== null) {
      this.#heldUntilMs = Math.max(this.#heldUntilMs, this.nowMs() + error.retryAfterMs);
      if (this.#heldUntilMs > this.request.levelMs) this.close('rate-limited');
    } else if (this.live.isHopeless) this.close('failing');
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** News since the last call. */
  progress(): LevelProgress {
    const { live, request } = this;
    const ended = this.#untold;
    this.#untold = [];
    return {
      elapsedMs: this.nowMs(),
      inFlight: this.inFlight,
      sent: this.rows.length,
      completed: live.completed,
      failed: live.failed,
      measured: live.measuredEnded,
      wanted: request.wanted,
      outputTokensPerSecond: live.tokensPerSecond(this.charactersByBin, this.nowMs()),
      ttftMs: live.ttftMs,
      heldForMs: this.heldForMs > 0 ? this.heldForMs : null,
      ended,
    };
  }

  result(window: LevelResult['window'], client: LevelResult['client']): LevelResult {
    return {
      ending: this.#ending ?? 'completed',
      requests: this.rows,
      window,
      held: this.held,
      client,
      binMs: BIN_MS,
      charactersByBin: this.charactersByBin,
      chunkTimesMs: null,
      error: this.error,
    };
  }
}

const emptyRow = ({ user, part }: Order): Row => ({
  startMs: 0,
  lateMs: 0,
  part,
  user,
  status: 'cancelled',
  errorKind: null,
  httpStatus: null,
  connectMs: null,
  queueMs: null,
  prefillMs: null,
  ttftMs: null,
  lastMs: null,
  tpotMs: null,
  chunks: 0,
  inputTokens: null,
  cachedTokens: null,
  outputTokens: null,
});
