import type { NetworkSettings } from './networkSettings';
import type { Tls } from './target';
import type { HttpProtocol, ServerNumber, Vendor } from './vocabulary';

/** What is known about a server after it was asked, without a single prompt. */
export interface ServerFacts {
  /** The address as it may be shown. */
  readonly url: string;
  readonly vendor: Vendor;
  readonly title: string;
  /** `address`: a cloud, known by its host. `answers`: it said so itself. `nothing`: it gave no sign of what it is. */
  readonly knownBy: 'address' | 'answers' | 'nothing';
  /** It answered something, be it a refusal. */
  readonly answers: boolean;
  /** It wants a key for its list of models, or another one. */
  readonly wantsKey: boolean;
  readonly version: string | null;
  readonly models: readonly string[];
  /** Wire formats, the one that tells most first. */
  readonly protocols: readonly HttpProtocol[];
  readonly reports: readonly ServerNumber[];
  readonly reportsWith: readonly { readonly numbers: readonly ServerNumber[]; readonly needs: string }[];
  /** Worked out here, because it does not tell. */
  readonly counted: readonly ServerNumber[];
  readonly absent: readonly ServerNumber[];
  readonly quirks: readonly string[];
}

/** Whom to ask. */
export interface ServerQuestion {
  readonly url: string;
  /** Secret. Goes to the address's own origin, with the questions that want it. */
  readonly apiKey: string | null;
  /** How it is reached; without it the environment says. */
  readonly network?: NetworkSettings;
  readonly tls?: Tls;
}
