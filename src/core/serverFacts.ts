import type { NetworkSettings } from './networkSettings';
import type { Tls } from './target';
import type { RunError } from './runError';
import type { HttpProtocol, ServerNumber, Vendor } from './vocabulary';

/** What is known about a server after it was asked, without a single prompt. */
export interface ServerFacts {
  /** The address as it may be shown. */
  readonly url: string;
  /** What to write as a target's `url`: the address with the path that this server wants. Holds what the address holds. */
  readonly baseUrl: string;
  readonly vendor: Vendor;
  readonly title: string;
  /** `address`: a cloud, known by its host. `answers`: it said so itself. `nothing`: it gave no sign of what it is. */
  readonly knownBy: 'address' | 'answers' | 'nothing';
  /** It answered something, be it a refusal. */
  readonly answers: boolean;
  /** Why it answered nothing; `null` when it did. */
  readonly problem: RunError | null;
  /** It wants a key for its list of models, or another one. */
  readonly wantsKey: boolean;
  readonly version: string | null;
  readonly models: readonly string[];
  /** HTTP status of the answer with the list of models; `null`: there is no such list, or it was not answered. */
  readonly modelsStatus: number | null;
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
  /** What it is said to be; asked as such when its answers do not say otherwise. */
  readonly vendor?: Vendor | undefined;
  /** How it is reached; without it the environment says. */
  readonly network?: NetworkSettings;
  readonly tls?: Tls;
}

/** What can be asked beside runs. `local`: what runs on this machine, at the usual ports and at these. */
export type Question =
  ({ readonly kind: 'server' } & ServerQuestion) | { readonly kind: 'local'; readonly ports: readonly number[] };

/** A vendor as people choose one. */
export interface VendorChoice {
  readonly id: Vendor;
  readonly title: string;
  /** `cloud`: one place for everybody. `server`: software that anybody runs anywhere. */
  readonly kind: 'cloud' | 'server';
  /** What to write as `url`; parts in braces are the user's own. */
  readonly baseUrl: string;
  /** Environment variables in which its key usually is. */
  readonly keyVariables: readonly string[];
  readonly protocols: readonly HttpProtocol[];
}
