import type { Countable, PriceAnswer, PriceQuestion, TokenCount } from '../messages/accountingMessages';
import { countTokens } from './countTokens';
import { GrowingCount } from './growingCount';
import { priceByTable } from './priceByTable';

/** Text → tokens, tokens → money. Vocabularies and prices are loaded by the first question that needs them. */
export interface Accounting {
  count(what: Countable, model: string): Promise<TokenCount>;
  /** Adds `text` to the counter of that name and answers with its total. */
  grow(counter: string, text: string, model: string): Promise<TokenCount>;
  /** Forgets a counter. */
  drop(counter: string): void;
  price(question: PriceQuestion): Promise<PriceAnswer>;
}

/** Accounting in the calling thread: the logic of the accounting thread, and of tests. */
export function createAccounting(): Accounting {
  const counters = new Map<string, GrowingCount>();
  return {
    count: countTokens,
    grow(counter, text, model) {
      const growing = counters.get(counter) ?? new GrowingCount(model);
      counters.set(counter, growing);
      return growing.grow(text);
    },
    drop: (counter) => void counters.delete(counter),
    price: priceByTable,
  };
}
