import { CapLedger, usdOf } from '../../core/sweep/capLedger';
import { plannedUse } from '../../core/sweep/plannedUse';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import type { SweepPrice } from '../../core/sweep/sweepReport';
import type { SweepOutlook } from '../../messages/sweepTabMessages';

/** A price for prompts of about this length, or why none is known. */
export type AskPrice = (
  plan: SweepPlan,
  inputTokens: number,
) => Promise<{ readonly price: SweepPrice | null; readonly reason: string | null }>;

/** The most that a sweep will use, before anything is sent. */
export async function sweepOutlook(plan: SweepPlan, askPrice: AskPrice): Promise<SweepOutlook> {
  const { requests, use } = plannedUse(plan);
  const { price, reason } = await askPrice(plan, use.input / Math.max(1, requests));
  const ledger = new CapLedger(plan.caps);
  ledger.price = price;
  return {
    requests,
    tokens: Math.round(use.input + use.output),
    usd: usdOf(use, price),
    costReason: reason,
    levels: plan.type === 'length' ? plan.lengths : plan.levels,
    // How long one request takes is not known before it was made; a level has an end.
    mostMs: plan.type === 'load' ? plan.levels.length * plan.levelMs : null,
    cap: ledger.broken(use, requests),
  };
}
