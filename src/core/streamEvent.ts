import type { RunError } from './runError';
import type { Channel, FinishReason } from './vocabulary';

/**
 * Token totals, normalised over vendors: input includes cached tokens, output includes reasoning.
 * `null` means "the server did not say", which is not zero.
 */
export interface Usage {
  readonly inputTotal: number | null;
  readonly inputCached: number | null;
  readonly inputCacheWrite: number | null;
  readonly outputTotal: number | null;
  readonly outputReasoning: number | null;
}

/** What a server says about its own time, in ms. `null` means "did not say". */
export interface ServerTimings {
  readonly queueMs: number | null;
  readonly prefillMs: number | null;
  readonly decodeMs: number | null;
  readonly loadMs: number | null;
  readonly totalMs: number | null;
}

/** How far a server is with the work that comes before its first token, in whatever unit it counts. */
export interface WorkProgress {
  readonly phase: 'load' | 'prefill';
  readonly processed: number;
  readonly total: number;
  /** Of the processed tokens, those taken from a cache; `null` when the server did not say. */
  readonly cached: number | null;
  /** Time that the server spent on it, by its own clock; `null` when it did not say. */
  readonly timeMs: number | null;
}

/** Of a server that says nothing of its time. */
export const NO_TIMINGS: ServerTimings = {
  queueMs: null,
  prefillMs: null,
  decodeMs: null,
  loadMs: null,
  totalMs: null,
};

/**
 * One thing that a server said, in our words. A vendor's dialect ends where these begin.
 * `text` events are the only ones that count as generated output, and their text is never empty.
 */
export type StreamEvent =
  | {
      readonly type: 'text';
      readonly channel: Channel;
      readonly text: string;
      /** Tokens in this piece, when the protocol tells it exactly. */
      readonly tokens: number | null;
    }
  /** All text of the answer so far was reasoning: its beginning was in the prompt, and only its end was generated. */
  | { readonly type: 'was-reasoning' }
  /** Totals so far (when sent with every chunk) or of the whole run; a later one replaces an earlier one. */
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'timings'; readonly timings: ServerTimings; readonly raw: Readonly<Record<string, unknown>> }
  /** Shown while it goes on, and no part of any number: what a metric needs comes as `timings`. */
  | { readonly type: 'progress'; readonly progress: WorkProgress }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly raw: string }
  /** The model that answers, as the server names it. */
  | { readonly type: 'model'; readonly model: string }
  | { readonly type: 'error'; readonly error: RunError }
  /** The protocol's own terminator. Text after it is ignored. */
  | { readonly type: 'end' };
