import type { Accounting } from '../../accounting/accounting';
import { priceWithoutTable } from '../../accounting/priceWithoutTable';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import type { SweepPrice } from '../../core/sweep/sweepReport';
import type { PriceQuestion } from '../../messages/accountingMessages';

/** A price, or why none is known. */
export interface PriceFound {
  readonly price: SweepPrice | null;
  readonly reason: string | null;
}

/** The price of a target for prompts of about this length. */
export async function priceOf(
  { target, maxTokens }: Pick<SweepPlan, 'target' | 'maxTokens'>,
  inputTokens: number,
  { accounting, startedAt }: { readonly accounting: Pick<Accounting, 'price'>; readonly startedAt: string },
): Promise<PriceFound> {
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
  if (!answer?.cost) return { price: null, reason: answer?.costReason ?? null };
  const { source, priceDate, model, inputPerMTok, outputPerMTok } = answer.cost;
  return { price: { source, priceDate, model, inputPerMTok, outputPerMTok }, reason: null };
}
