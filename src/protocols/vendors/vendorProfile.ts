import type { ServerTimings } from '../../core/streamEvent';
import type { HttpProtocol, ServerNumber, Vendor } from '../../core/vocabulary';
import type { JsonObject } from '../json';

/** How a key is shown. `api-key` gives way to a bearer where the key is an access token. `aws`: bearer, or a signature. */
export type KeyPlacement = 'bearer' | 'api-key' | 'x-api-key' | 'x-goog-api-key' | 'aws' | 'none';

/** A GET that lists models. */
export interface ModelList {
  /** Under the server's root (its base URL without the version), or a whole address on the same host. */
  readonly path: string;
  /** Where the list stands in the answer; empty when the answer is the list. */
  readonly list: string;
  /** Where an entry has the name; empty when the entry is the name. */
  readonly name: string;
}

/** A response header worth keeping. */
export interface HeaderProfile {
  /** In lower case; a `*` at its end stands for any rest. */
  readonly name: string;
  /** What its value covers, as a sentence's end: "`openai-processing-ms` is …". */
  readonly covers: string;
  /** Set where the value is one of the times of the run, not only of a part of it. */
  readonly reads?: { readonly as: keyof ServerTimings; readonly msPerUnit: number };
}

/** Something in the answer to a harmless GET that shows which server it is. */
export interface Sign {
  readonly path: string;
  /** A place in the JSON answer, with dots; empty: the answer itself. */
  readonly place?: string;
  /** What stands there; without it anything will do. */
  readonly matches?: RegExp;
  /** A response header that must be there, whatever the status. */
  readonly header?: string;
}

/** What is known about one cloud or one kind of server: data only, so that it can be read, checked and printed. */
export interface VendorProfile {
  readonly id: Vendor;
  readonly title: string;
  /** `cloud`: one place for everybody. `server`: software that anybody runs anywhere. */
  readonly kind: 'cloud' | 'server';
  /** The wire formats it speaks, the one that tells most first. */
  readonly protocols: readonly HttpProtocol[];
  /** What to write as `url`; parts in braces are the user's own. */
  readonly baseUrl: string;
  /** Host names of a cloud, each a whole name with `*` for one or more of its parts or characters. */
  readonly hosts: readonly string[];
  readonly key: { readonly sentAs: KeyPlacement; readonly variables: readonly string[] };
  readonly models: ModelList | null;
  /** What is asked for beyond the protocol's own fields, so that the server tells more. */
  readonly extras: Readonly<Partial<Record<HttpProtocol, JsonObject>>>;
  readonly headers: readonly HeaderProfile[];
  /** It is this server when all signs of one row are there. */
  readonly signs: readonly (readonly Sign[])[];
  /** Where it says its version. */
  readonly version: { readonly path: string; readonly place: string } | null;
  /** Numbers it tells by itself, or for our `extras`. */
  readonly reports: readonly ServerNumber[];
  /** Numbers it tells when it is started or asked in a special way, with that way; what is typed stands in backticks. */
  readonly reportsWith: readonly { readonly numbers: readonly ServerNumber[]; readonly needs: string }[];
  /** It puts several tokens into a chunk as a rule, so that gaps between tokens cannot be seen. */
  readonly packsTokens: boolean;
  /** What a reader of its numbers has to know. */
  readonly quirks: readonly string[];
}

/** Where log probabilities come on wish, each names its token. */
export const LOGPROBS: VendorProfile['reportsWith'][number] = {
  numbers: ['tokens per chunk'],
  needs: '`"logprobs": true` in `parameters.extra`, where the model allows it',
};

const OPENAI_MODELS: ModelList = { path: '/v1/models', list: 'data', name: 'id' };

type Given = Pick<VendorProfile, 'id' | 'title' | 'baseUrl'> & Partial<VendorProfile>;

const common = {
  protocols: ['openai-chat'],
  hosts: [],
  key: { sentAs: 'bearer', variables: [] },
  models: OPENAI_MODELS,
  extras: {},
  headers: [],
  signs: [],
  version: null,
  reports: ['output tokens'],
  reportsWith: [],
  packsTokens: false,
  quirks: [],
} as const satisfies Partial<VendorProfile>;

/** A cloud that speaks OpenAI's chat, but for what is said otherwise. */
export const cloud = (given: Given): VendorProfile => ({ ...common, kind: 'cloud', ...given });

/** A server that speaks OpenAI's chat, but for what is said otherwise. */
export const server = (given: Given): VendorProfile => ({ ...common, kind: 'server', ...given });
