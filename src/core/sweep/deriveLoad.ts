import type { Finding } from '../runReport';
import { findBottleneck } from './findBottleneck';
import { findKnee, findWithinBudgets } from './findKnee';
import { budgetsOf } from './loadBudgets';
import type { BatchingFinding, LoadLevel, LoadPart } from './loadReport';
import type { LoadSweepPlan } from './sweepPlan';

/** What a load sweep says, from the levels made so far; `findings` of the single runs before. */
export function deriveLoad(
  plan: LoadSweepPlan,
  levels: readonly LoadLevel[],
  batching: BatchingFinding | null,
  findings: readonly Finding[] = [],
): LoadPart {
  const { arrivals, requestsPerLevel, levelMs, thinkMs, burst, inputTokens, maxTokens, cache, text } = plan;
  const budgets = Object.entries(budgetsOf(plan.target)).filter(([, limit]) => limit !== undefined);
  return {
    plan: {
      arrivals,
      levels: [...plan.levels],
      requestsPerLevel,
      levelMs,
      thinkMs,
      burst,
      inputTokens,
      maxTokens,
      cache,
      text: text.source,
    },
    budgets: Object.fromEntries(budgets),
    findings: [...findings],
    levels: [...levels],
    knee: findKnee(levels),
    withinBudgets: findWithinBudgets(levels),
    bottleneck: findBottleneck(levels, plan.lengthPart?.prefillTokensPerSecond?.value ?? null),
    batching,
  };
}
