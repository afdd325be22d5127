import type { Message } from '../core/runRequest';
import type { RunError } from '../core/runError';
import type { FinishReason } from '../core/vocabulary';

/**
 * The conversation between the engine and the process that runs GGUF models. The process stamps on its own clock; every `atMs` is
 * ms since it received the `run` (`sinceReceivedMs`), so only differences cross the border.
 */
export type ToLocal =
  | {
      readonly type: 'run';
      readonly runId: string;
      readonly modelPath: string;
      readonly messages: readonly Message[];
      readonly maxTokens: number | null;
      readonly temperature: number;
      readonly topP: number | null;
      readonly seed: number | null;
      readonly stop: readonly string[];
      /** `null`: a trial at load chooses. */
      readonly threads: number | null;
      readonly contextTokens: number | null;
    }
  | { readonly type: 'stop'; readonly runId: string };

/** One generated token. `text` may be empty while a character is incomplete; it is then part of the next one's text. */
export interface LocalToken {
  readonly atMs: number;
  readonly text: string;
}

export type FromLocal =
  | { readonly type: 'ready' }
  | {
      readonly type: 'loaded';
      readonly runId: string;
      readonly startMs: number;
      readonly endMs: number;
      /** True when the model was already in memory: then start and end are the same. */
      readonly warm: boolean;
      readonly threads: number;
      /** Decode ms per token for each number of threads tried; empty when there was no trial. */
      readonly trial: Readonly<Record<string, number>>;
      readonly contextTokens: number;
    }
  | {
      readonly type: 'prefilled';
      readonly runId: string;
      readonly startMs: number;
      readonly endMs: number;
      readonly inputTokens: number;
      readonly cachedTokens: number;
    }
  | { readonly type: 'tokens'; readonly runId: string; readonly tokens: readonly LocalToken[] }
  | {
      readonly type: 'finished';
      readonly runId: string;
      readonly atMs: number;
      readonly reason: FinishReason;
      readonly raw: string;
      readonly outputTokens: number;
      readonly error: RunError | null;
    };
