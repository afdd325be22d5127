import type { ModelPrice, PriceCalculation, TieredPrices } from '@pydantic/genai-prices';
import type { PriceAnswer, PriceQuestion } from '../messages/accountingMessages';
import { isLowerBound, priceWithoutTable } from './priceWithoutTable';

/**
 * The table holds no date of its own, so this is the day on which the shipped version of the package was published.
 * A test compares the version with the installed one: who updates the package updates the day.
 */
export const PRICE_TABLE = { version: '0.1.8', date: '2026-09-23' } as const;

/** Price of a run: the user's own first, then the shipped table. Nothing is fetched: the data comes with the package. */
export async function priceByTable(question: PriceQuestion): Promise<PriceAnswer> {
  const answer = priceWithoutTable(question);
  if (answer) return answer;
  const { calcPrice, findProvider } = await import('@pydantic/genai-prices');
  const providerApiUrl = question.url ?? '';
  // Only a vendor known by its address is looked up. By the model's name alone any gateway that calls its model "gpt-4o" would
  // be given OpenAI's price.
  if (!findProvider({ providerApiUrl })) return noPrice(`No price is known for ${hostOf(question)}.`);
  const usage = usageOf(question);
  const timestamp = new Date(question.startedAt);
  for (const model of question.models) {
    const found = calcPrice(usage, model, { providerApiUrl, timestamp });
    if (found) return priced(found, question);
  }
  return noPrice(`No price is known for the model ${question.models.at(-1) ?? ''}.`);
}

const noPrice = (sentence: string): PriceAnswer => ({
  cost: null,
  costReason: `${sentence} Set a price for this target to see a cost.`,
});

const hostOf = ({ url }: PriceQuestion): string => (url && URL.canParse(url) ? new URL(url).host : 'this server');

/** The library's input includes cached tokens, as ours does; it throws when a server claims more cached tokens than input. */
function usageOf(question: PriceQuestion): Record<string, number | undefined> {
  const input = question.inputTokens ?? 0;
  const cached = Math.min(question.cachedTokens ?? 0, input);
  return {
    input_tokens: input,
    cache_read_tokens: cached || undefined,
    cache_write_tokens: Math.min(question.cacheWriteTokens ?? 0, input - cached) || undefined,
    output_tokens: question.outputTokens ?? 0,
  };
}

function priced(found: PriceCalculation, question: PriceQuestion): PriceAnswer {
  const perMTok = (key: string): number | null => priceAt(found.model_price, key, question.inputTokens ?? 0);
  return {
    costReason: null,
    cost: {
      totalUsd: found.total_price,
      inputUsd: found.input_price,
      outputUsd: found.output_price,
      source: 'price-table',
      priceDate: PRICE_TABLE.date,
      model: found.model.id,
      inputPerMTok: perMTok('input_mtok'),
      outputPerMTok: perMTok('output_mtok'),
      cachedInputPerMTok: perMTok('cache_read_mtok'),
      atLeast: isLowerBound(question),
    },
  };
}

/** Some models cost more per token from a prompt length on; then the price of the step that this prompt reached is shown. */
function priceAt(prices: ModelPrice, key: string, inputTokens: number): number | null {
  const price: number | TieredPrices | undefined = prices[key];
  if (price === undefined || typeof price === 'number') return price ?? null;
  return price.tiers.findLast(({ start }) => inputTokens > start)?.price ?? price.base;
}
