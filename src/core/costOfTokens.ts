import type { Cost } from './runReport';
import type { Price } from './target';

/** What was used. `null` is unknown, which is not zero. */
export interface PricedTokens {
  readonly input: number | null;
  readonly cached: number | null;
  readonly output: number | null;
  readonly model: string | null;
  /** The run did not end by itself, so the server may charge for more than was seen. */
  readonly isPartial: boolean;
}

/** Tokens at a price of the user's own. */
export function costOfTokens(price: Price, { input, cached, output, model, isPartial }: PricedTokens): Cost {
  const all = input ?? 0;
  const kept = Math.min(cached ?? 0, all);
  const keptPerMTok = price.cachedInputPerMTok ?? price.inputPerMTok;
  const inputUsd = ((all - kept) * price.inputPerMTok + kept * keptPerMTok) / 1e6;
  const outputUsd = ((output ?? 0) * price.outputPerMTok) / 1e6;
  return {
    totalUsd: inputUsd + outputUsd,
    inputUsd,
    outputUsd,
    source: 'user-price',
    priceDate: null,
    model,
    inputPerMTok: price.inputPerMTok,
    outputPerMTok: price.outputPerMTok,
    cachedInputPerMTok: price.cachedInputPerMTok ?? null,
    atLeast: isPartial || input === null || output === null,
  };
}
