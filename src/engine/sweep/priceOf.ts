import type { Accounting } from '../../accounting/accounting';
import { priceWithoutTable } from '../../accounting/priceWithoutTable';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import type { SweepPrice } from '../../core/sweep/sweepReport';
import type { PriceQuestion } from '../../messages/accountingMessages';

/** The price of a target for prompts of about this length; `null` when none is known. */
export async function priceOf(
  { target, maxTokens }: SweepPlan,
  inputTokens: number,
  { accounting, startedAt }: { readonly accounting: Pick<Accounting, 'price'>; readonly startedAt: string },
): Promise<SweepPrice | null> {
  const question: PriceQuestion = {
    protocol: target.protocol,
    url: 'url' in target ? target.url : null,
    models: [target.model ?? target.name],
    price: target.price ?? null,
    inputTokens: Math.round(inputTokens),
    cachedTokens: null,
    cacheWriteTokens: null,
    outputTokens: maxTokens,
    isPartial: false,
    startedAt,
  };
  const answer = priceWithoutTable(question) ?? (await accounting.price(question).catch(() => null));
  if (!answer?.cost) return null;
  const { source, priceDate, model, inputPerMTok, outputPerMTok } = answer.cost;
  return { source, priceDate, model, inputPerMTok, outputPerMTok };
}
