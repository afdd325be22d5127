import type { Cost } from '../core/runReport';
import type { Message } from '../core/runRequest';
import type { Price } from '../core/target';

/** Tokens of a text, with the tokenizer that counted them. */
export interface TokenCount {
  readonly tokens: number;
  readonly tokenizer: string;
  /** False when the model's real tokenizer is another or unknown: then the number is an estimate. */
  readonly isModelsOwn: boolean;
}

/** What is to be counted: one text, or a prompt with the tokens that the chat format adds around its messages. */
export type Countable = { readonly text: string } | { readonly messages: readonly Message[] };

/** Everything that the price of one run depends on. `null` tokens are unknown, which is not zero. */
export interface PriceQuestion {
  readonly protocol: string;
  readonly url: string | null;
  /** Names of the model, the likeliest to stand in a table first: the one that answered, the one asked for. */
  readonly models: readonly string[];
  /** The user's own price; it goes before every table. */
  readonly price: Price | null;
  readonly inputTokens: number | null;
  readonly cachedTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly outputTokens: number | null;
  /** The run did not end by itself, so the server may charge for more than was seen. */
  readonly isPartial: boolean;
  /** ISO time of the run: tables hold prices that begin on a day or differ by the hour. */
  readonly startedAt: string;
}

/** Exactly one of the two is `null`. */
export interface PriceAnswer {
  readonly cost: Cost | null;
  readonly costReason: string | null;
}

/** What may be asked of the accounting thread. Every question with an `id` gets exactly one answer. */
export type ToAccounting =
  | { readonly type: 'count'; readonly id: number; readonly what: Countable; readonly model: string }
  /** Adds text to a running counter, which is made on first use. */
  | {
      readonly type: 'grow';
      readonly id: number;
      readonly counter: string;
      readonly text: string;
      readonly model: string;
    }
  | { readonly type: 'drop'; readonly counter: string }
  | { readonly type: 'price'; readonly id: number; readonly question: PriceQuestion };

export type FromAccounting =
  | { readonly type: 'counted'; readonly id: number; readonly count: TokenCount }
  | { readonly type: 'priced'; readonly id: number; readonly answer: PriceAnswer }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
