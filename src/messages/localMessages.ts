import type { Message } from '../core/runRequest';
import type { RunError } from '../core/runError';
import type { RunTrace } from '../core/runTrace';
import type { FinishReason } from '../core/vocabulary';

/**
 * The conversation between the engine and the process that runs GGUF models. The process stamps on its own clock; every `…Ms`
 * moment is ms since it received the `run`, so only differences cross the border. Each `run` is answered by exactly one
 * `finished`; before it come, in this order, at most one `loaded`, at most one `prefilled`, and any number of `tokens`.
 */
export type ToLocal =
  | {
      readonly type: 'run';
      readonly runId: string;
      readonly modelPath: string;
      readonly messages: readonly Message[];
      /** `null`: until the context is full. */
      readonly maxTokens: number | null;
      readonly temperature: number;
      readonly topP: number | null;
      readonly seed: number | null;
      readonly stop: readonly string[];
      /** Goes on behind the model's own end, up to `maxTokens`. */
      readonly ignoresEnd: boolean;
      /** `null`: a trial at load chooses. */
      readonly threads: number | null;
      /** `null`: what the model was trained for, within a sensible limit. */
      readonly contextTokens: number | null;
      /** False: evaluate the whole prompt again, even if the last run began with the same text. */
      readonly reusePrefix: boolean;
    }
  | { readonly type: 'stop'; readonly runId: string };

export type LocalRunMessage = Extract<ToLocal, { type: 'run' }>;

/** One generated token. `text` may be empty while a character is incomplete; it is then part of a later one's text. */
export interface LocalToken {
  readonly atMs: number;
  readonly text: string;
}

/** How the number of threads came about. */
export type ThreadsFrom = 'setting' | 'trial' | 'remembered';

/** Facts about a loaded model. The times are of its load, so on a warm run they belong to an earlier one. */
export interface LocalModelFacts {
  /** `general.name` of the file, otherwise its file name. */
  readonly name: string;
  readonly quantisation: string | null;
  readonly threads: number;
  readonly threadsFrom: ThreadsFrom;
  /** Decode ms per token for each number of threads tried; empty when there was no trial. */
  readonly trialMsPerToken: Readonly<Record<string, number>>;
  readonly contextTokens: number;
  /** Loading llama.cpp itself; 0 when an earlier model had it loaded. */
  readonly runtimeMs: number;
  readonly modelMs: number;
  readonly contextMs: number;
  readonly threadTrialMs: number;
}

export type FromLocal =
  /** The process is up and listens. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'loaded';
      readonly runId: string;
      /** 0, or the moment when earlier runs were done. */
      readonly startMs: number;
      /** The same as `startMs` when the model was in memory already. */
      readonly endMs: number;
      readonly warm: boolean;
      readonly facts: LocalModelFacts;
    }
  | {
      readonly type: 'prefilled';
      readonly runId: string;
      readonly startMs: number;
      /** The stamp of the first token: sampling it is the last step of prefill. */
      readonly endMs: number;
      readonly inputTokens: number;
      readonly cachedTokens: number;
      /** The last characters of the prompt as the model got it: a chat template may open the reasoning there. */
      readonly promptEnd: string;
    }
  | { readonly type: 'tokens'; readonly runId: string; readonly tokens: readonly LocalToken[] }
  | {
      readonly type: 'finished';
      readonly runId: string;
      readonly atMs: number;
      readonly reason: FinishReason;
      readonly raw: string;
      /** Text that was held back because more could have followed; it belongs to the tokens that had none. */
      readonly restText: string;
      readonly error: RunError | null;
      /** Lateness of the process's event loop while it stamped. */
      readonly loopDelay: RunTrace['loopDelay'];
    };
