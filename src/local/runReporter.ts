import { runError, type RunError } from '../core/runError';
import type { RunTrace } from '../core/runTrace';
import type { FinishReason } from '../core/vocabulary';
import type { FromLocal, LocalModelFacts, LocalToken } from '../messages/localMessages';
import { watchLoop } from './watchLoop';

/** Long enough that sending costs a fast model nothing, short enough to look immediate. */
const BATCH_MS = 25;

/** One run's side of the conversation, with the one clock that its stamps are read on. */
export class RunReporter {
  private readonly runId: string;
  private readonly send: (message: FromLocal) => void;
  private readonly receivedAt = performance.now();
  private batch: LocalToken[] = [];
  private timer: NodeJS.Timeout | null = null;
  private first = true;
  private endWatch: (() => RunTrace['loopDelay']) | null = null;

  constructor(runId: string, send: (message: FromLocal) => void) {
    this.runId = runId;
    this.send = send;
  }

  /** Ms since the run was received. */
  nowMs(): number {
    return performance.now() - this.receivedAt;
  }

  loaded({ startMs, warm, facts }: { startMs: number; warm: boolean; facts: LocalModelFacts }): void {
    const endMs = warm ? startMs : this.nowMs();
    this.send({ type: 'loaded', runId: this.runId, startMs, endMs, warm, facts });
    this.endWatch = watchLoop();
  }

  prefilled(prefill: Omit<Extract<FromLocal, { type: 'prefilled' }>, 'type' | 'runId'>): void {
    this.send({ type: 'prefilled', runId: this.runId, ...prefill });
  }

  /** Collects; the first token goes at once, the others with the next batch, so that no decode step waits for a message. */
  token(atMs: number, text: string): void {
    this.batch.push({ atMs, text });
    if (this.first) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
    this.first = false;
  }

  finish(reason: FinishReason, raw: string, restText: string): void {
    this.end({ reason, raw, restText, error: null });
  }

  cancel(restText = ''): void {
    const error = runError('cancelled', 'The run was stopped.');
    this.end({ reason: 'unknown', raw: error.kind, restText, error });
  }

  fail(error: RunError): void {
    this.end({ reason: 'error', raw: error.kind, restText: '', error });
  }

  private end(end: { reason: FinishReason; raw: string; restText: string; error: RunError | null }): void {
    const atMs = this.nowMs();
    this.flush();
    this.send({ type: 'finished', runId: this.runId, atMs, loopDelay: this.endWatch?.() ?? null, ...end });
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.batch.length === 0) return;
    this.send({ type: 'tokens', runId: this.runId, tokens: this.batch });
    this.batch = [];
  }
}
