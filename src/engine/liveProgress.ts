import { livePhase } from '../core/livePhase';
import { liveTokensPerSecond } from '../core/liveSpeed';
import type { RunProgress } from '../core/runProgress';
import type { TraceRecorder } from '../core/traceRecorder';
import { LiveMask } from './liveMask';
import type { LiveTokenCount } from './liveTokens';
import type { Secrets } from './secrets';

const BATCH_MS = 50;
/** Without news one batch in five goes out, so that clocks and "silent for" keep moving. */
const QUIET_BATCHES = 5;

interface LiveProgressOptions {
  readonly recorder: TraceRecorder;
  readonly tokens: LiveTokenCount;
  readonly isLocal: boolean;
  /** Of the request; an answer may repeat them. */
  readonly secrets: Secrets;
  /** Ms since t0. */
  readonly now: () => number;
  readonly onProgress: (progress: RunProgress) => void;
}

/** Tells what happened in a run since the last time, in batches: never a message per token. */
export class LiveProgress {
  readonly #options: LiveProgressOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #mask: LiveMask;
  readonly #wire: string[] = [];
  #sentChunks = 0;
  #quietBatches = 0;
  /** What the last batch said, apart from its chunks and times. */
  #said = '';

  constructor(options: LiveProgressOptions) {
    this.#options = options;
    this.#mask = new LiveMask(options.secrets);
    this.#timer = setInterval(() => this.#tick(), BATCH_MS);
  }

  /** Sends what is left; the report follows. */
  stop(): void {
    clearInterval(this.#timer);
    const { recorder } = this.#options;
    this.#wire.push(...recorder.takeWire());
    if (recorder.chunks.length > this.#sentChunks || this.#mask.isHolding || this.#wire.length > 0) this.#send(true);
    this.#options.tokens.close();
  }

  #tick(): void {
    const { recorder, tokens, isLocal } = this.#options;
    if (!recorder.begun) return;
    const said = [livePhase(recorder, isLocal), tokens.tokens?.count, recorder.work?.processed].join(' ');
    this.#wire.push(...recorder.takeWire());
    const hasNews = recorder.chunks.length > this.#sentChunks || said !== this.#said || this.#wire.length > 0;
    this.#quietBatches += 1;
    if (!hasNews && this.#quietBatches < QUIET_BATCHES) return;
    this.#said = said;
    this.#send(false);
  }

  #send(isLast: boolean): void {
    const { recorder, tokens, isLocal, now, onProgress } = this.#options;
    const { chunks, marks } = recorder;
    const news = chunks.slice(this.#sentChunks);
    this.#sentChunks = chunks.length;
    this.#quietBatches = 0;
    tokens.add(news);
    const elapsedMs = now();
    const last = chunks.at(-1);
    const wire = this.#wire.splice(0);
    onProgress({
      elapsedMs,
      phase: livePhase(recorder, isLocal),
      marks: { ...marks },
      work: recorder.work,
      chunks: this.#mask.push(news, isLast),
      tokens: tokens.tokens,
      decodeTokensPerSecond: liveTokensPerSecond(chunks, elapsedMs, tokens.tokensPerCharacter),
      silentMs: last ? elapsedMs - last.atMs : null,
      ...(wire.length > 0 && { wire }),
    });
  }
}
