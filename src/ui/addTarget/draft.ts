import type { ServerAsker } from '../../core/engine';
import type { ServerFacts, VendorChoice } from '../../core/serverFacts';
import type { HttpTarget } from '../../core/target';
import type { Keys } from '../keys';
import type { SavePlace } from './saveTarget';

/** A target as far as it is known; nothing of it is kept before the last question is answered. */
export interface Draft {
  readonly vendor: VendorChoice | null;
  readonly url: string;
  /** What the server at the address said of itself. */
  readonly facts: ServerFacts | null;
  readonly key: DraftKey;
  readonly model: string;
  readonly name: string;
  readonly place: SavePlace | null;
}

/** The key as it was told. `stored`: the one that is there for this address; `typed`: a new one. */
export type DraftKey =
  | { readonly from: 'none' }
  | { readonly from: 'stored' }
  | { readonly from: 'typed'; readonly key: string }
  | { readonly from: 'environment'; readonly name: string };

/** What the questions need of the world. */
export interface SetUpTools {
  readonly asker: ServerAsker;
  readonly keys: Keys;
  readonly vendors: readonly VendorChoice[];
  /** Names that are taken. */
  readonly names: readonly string[];
}

export const EMPTY_DRAFT: Draft = {
  vendor: null,
  url: '',
  facts: null,
  key: { from: 'none' },
  model: '',
  name: '',
  place: null,
};

const keyFromOf = (key: DraftKey): string | undefined => {
  if (key.from === 'environment') return `env:${key.name}`;
  return key.from === 'none' ? undefined : 'secret';
};

/** The target that a whole draft describes. What follows from the address is left out of it. */
export function targetOf({ vendor, url, facts, key, model, name }: Draft): HttpTarget {
  const keyFrom = keyFromOf(key);
  const isTold = facts?.knownBy === 'answers' || (vendor?.kind === 'server' && vendor.id !== 'generic');
  const id = facts?.knownBy === 'answers' ? facts.vendor : vendor?.id;
  return {
    name,
    protocol: facts?.protocols[0] ?? vendor?.protocols[0] ?? 'openai-chat',
    url,
    model,
    ...(isTold && id !== undefined && { vendor: id }),
    ...(keyFrom !== undefined && { keyFrom }),
  };
}
