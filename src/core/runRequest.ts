import type { CacheMode } from './vocabulary';
import type { Parameters, Target } from './target';

export const ROLES = ['system', 'user', 'assistant'] as const;
export type Role = (typeof ROLES)[number];

/** One message of a prompt. */
export interface Message {
  readonly role: Role;
  readonly content: string;
}

/** A prompt with its origin, ready to be sent. */
export interface Prompt {
  readonly messages: readonly Message[];
  /** Where it came from, e.g. `samples/latency.prompt.md:3-9`; shown, never opened without a check. */
  readonly source: string;
}

/** Everything that the engine needs for one run. Crosses the thread border, so plain data only. */
export interface RunRequest {
  readonly target: Target;
  readonly prompt: Prompt;
  /** Overrides of the target's own parameters. */
  readonly parameters: Parameters;
  readonly cache: CacheMode;
  /** Secret. Goes into the request's authorization header and nowhere else. */
  readonly apiKey: string | null;
}
