import type { NetworkSettings } from './networkSettings';
import type { CacheMode } from './vocabulary';
import type { Parameters, Target } from './target';

export const ROLES = ['system', 'user', 'assistant'] as const;
export type Role = (typeof ROLES)[number];

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** An image itself, or the web address under which a server finds it. */
export type PromptImage = { readonly mediaType: ImageType; readonly dataBase64: string } | { readonly url: string };

/** One message of a prompt. */
export interface Message {
  readonly role: Role;
  readonly content: string;
  /** Shown to the model together with the text; only messages of the user have some. */
  readonly images?: readonly PromptImage[];
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
  /** How connections are made; without it the environment says. May hold a secret of the proxy. */
  readonly network?: NetworkSettings;
  /** Somebody wants to see what goes over the wire, and takes into account that this costs time. */
  readonly logsWire?: boolean;
}
