import type { Marks } from '../../core/runTrace';
import type { LoadRequest } from '../../core/sweep/loadReport';
import { laterWords } from '../../core/traceRecorder';
import type { ServerTimings, StreamEvent, Usage } from '../../core/streamEvent';
import type { TraceSink } from '../../core/traceSink';

/** What one answer tells of itself under load. */
export type LoadFigures = Pick<
  LoadRequest,
  | 'connectMs'
  | 'queueMs'
  | 'prefillMs'
  | 'ttftMs'
  | 'lastMs'
  | 'tpotMs'
  | 'chunks'
  | 'inputTokens'
  | 'cachedTokens'
  | 'outputTokens'
>;

/** Where the server is silent about tokens. */
export interface TokenGuess {
  readonly inputTokens: number;
  readonly perCharacter: number | null;
}

/**
 * Takes what a source sees of one request, and keeps a handful of numbers: a thousand streams at once must cost neither memory for their chunks
 * nor a message to anybody.
 */
export class LoadSink implements TraceSink {
  readonly #onBegin: () => void;
  readonly #onText: (characters: number, atMs: number) => void;
  #firstMs: number | null = null;
  #lastMs = 0;
  #chunks = 0;
  #characters = 0;
  #firstCharacters = 0;
  /** Exact as long as every chunk tells its tokens. */
  #tokens: number | null = 0;
  #firstTokens: number | null = null;
  #connectedMs = 0;
  #isReused = false;
  #usage: Usage | null = null;
  #timings: ServerTimings | null = null;
  #isEnded = false;

  constructor(onBegin: () => void, onText: (characters: number, atMs: number) => void) {
    this.#onBegin = onBegin;
    this.#onText = onText;
  }

  get chunks(): number {
    return this.#chunks;
  }

  get characters(): number {
    return this.#characters;
  }

  get firstMs(): number | null {
    return this.#firstMs;
  }

  begin(): void {
    this.#onBegin();
  }

  mark(name: keyof Marks, atMs: number): void {
    if (name === 'connectEnd' || name === 'tlsEnd') this.#connectedMs = atMs;
  }

  reused(): void {
    this.#isReused = true;
  }

  read(): number {
    return 0;
  }

  event(event: StreamEvent, atMs: number): void {
    if (this.#isEnded) return;
    if (event.type === 'text') this.#text(event.text.length, event.tokens, atMs);
    else if (event.type === 'usage') this.#usage = laterWords(this.#usage, event.usage);
    else if (event.type === 'timings') this.#timings = laterWords(this.#timings, event.timings);
    else if (event.type === 'end') this.#isEnded = true;
  }

  phase(): void {
    // Phases of a local model are part of its own times.
  }

  stampedElsewhere(): void {
    // The lateness of the measuring thread is told for the level as a whole.
  }

  attempt(): void {
    // A request that was made again keeps its first start.
  }

  conceded(): void {
    // The calibrating runs before told it.
  }

  notStreamed(): void {
    // One body has one chunk, so no time per token follows from it.
  }

  proxy(): void {
    // The calibrating runs before told it.
  }

  wire(): void {
    // A thousand streams at once are not logged.
  }

  connection(): void {
    // The same for all of them.
  }

  figures({ inputTokens, perCharacter }: TokenGuess): LoadFigures {
    const guess = perCharacter === null ? null : Math.round(this.#characters * perCharacter);
    const exact = this.#chunks > 0 ? this.#tokens : null;
    const outputTokens = this.#usage?.outputTotal ?? exact ?? guess;
    return {
      connectMs: this.#isReused ? 0 : this.#connectedMs,
      queueMs: this.#timings?.queueMs ?? null,
      prefillMs: this.#timings?.prefillMs ?? null,
      ttftMs: this.#firstMs,
      lastMs: this.#firstMs === null ? null : this.#lastMs,
      tpotMs: this.#tpotMs(outputTokens),
      chunks: this.#chunks,
      inputTokens: this.#usage?.inputTotal ?? inputTokens,
      cachedTokens: this.#usage?.inputCached ?? null,
      outputTokens,
    };
  }

  #text(characters: number, tokens: number | null, atMs: number): void {
    if (this.#firstMs === null) {
      this.#firstMs = atMs;
      this.#firstTokens = tokens;
      this.#firstCharacters = characters;
    }
    this.#lastMs = atMs;
    this.#chunks += 1;
    this.#characters += characters;
    this.#tokens = tokens === null || this.#tokens === null ? null : this.#tokens + tokens;
    this.#onText(characters, atMs);
  }

  /** The first chunk's tokens came before the span that is measured; without a number its share of the text says how many. */
  #tpotMs(outputTokens: number | null): number | null {
    if (outputTokens === null || this.#firstMs === null || this.#chunks < 2) return null;
    const shared = Math.max(1, Math.round((outputTokens * this.#firstCharacters) / this.#characters));
    const rest = outputTokens - (this.#firstTokens ?? shared);
    return rest > 0 ? (this.#lastMs - this.#firstMs) / rest : null;
  }
}
