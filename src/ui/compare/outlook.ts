import * as l10n from '@vscode/l10n';
import type { TargetEntry } from '../../config/targetList';
import { withDefaults } from '../../config/resolveTarget';
import { estimateSeries, type SeriesOutlook, type TargetOutlook } from '../../core/estimateSeries';
import { sortedNumbers } from '../../core/percentile';
import type { RunReport } from '../../core/runReport';
import type { Target } from '../../core/target';
import { medianOf } from '../../core/statistics/medianInterval';
import type { Countable, PriceAnswer, PriceQuestion, TokenCount } from '../../messages/accountingMessages';
import type { ComparePlan } from '../../messages/compareTabMessages';
import { settings } from '../settings';
import type { OrderedPrompt } from './comparePrompt';

/** What counts tokens and knows prices. */
export interface Accountant {
  count(what: Countable, model: string): Promise<TokenCount>;
  price(question: PriceQuestion): Promise<PriceAnswer>;
}

export interface OutlookParts {
  readonly accountant: Accountant;
  /** Runs that were made before, in this window or the one before. */
  readonly past: readonly RunReport[];
  /** ISO time: prices may begin on a day. */
  readonly now: string;
}

/** What the series of a plan may cost and take, before anything is sent. */
export async function outlookOf(
  plan: ComparePlan,
  ordered: OrderedPrompt,
  entries: readonly TargetEntry[],
  parts: OutlookParts,
): Promise<SeriesOutlook> {
  const chosen = entries.filter(({ target, usable }) => usable && plan.targets.includes(target.name));
  const targets = chosen.map(({ target }) => withDefaults(target, settings.targetDefaults()));
  return estimateSeries(await Promise.all(targets.map((target) => targetOutlook(target, plan, ordered, parts))), plan);
}

async function targetOutlook(
  target: Target,
  plan: ComparePlan,
  ordered: OrderedPrompt,
  parts: OutlookParts,
): Promise<TargetOutlook> {
  const answer = await mostCost(target, plan, ordered, parts);
  return {
    name: target.name,
    mostUsd: answer.cost?.totalUsd ?? null,
    costReason: answer.costReason,
    requestMs: earlierMs(target, parts.past),
  };
}

/** What one request costs when the answer goes to its limit and no input is cached. */
async function mostCost(
  target: Target,
  plan: ComparePlan,
  { prompt, parameters }: OrderedPrompt,
  { accountant, now }: OutlookParts,
): Promise<PriceAnswer> {
  const model = target.model ?? target.name;
  const isLocal = target.protocol === 'gguf';
  const limit = plan.maxTokens ?? parameters.maxTokens ?? target.parameters?.maxTokens ?? null;
  if (!isLocal && limit === null)
    return unknown(
      l10n.t('The length of the answer has no limit, so its cost has none either. Set the most tokens of an answer.'),
    );
  if (prompt.messages.some(({ images }) => images))
    return unknown(l10n.t('The tokens of images are counted by each model in its own way.'));
  const counted = isLocal ? null : await accountant.count({ messages: prompt.messages }, model).catch(() => null);
  const question: PriceQuestion = {
    protocol: target.protocol,
    url: 'url' in target ? target.url : null,
    models: [model],
    price: target.price ?? null,
    inputTokens: counted?.tokens ?? null,
    cachedTokens: null,
    cacheWriteTokens: null,
    outputTokens: limit,
    isPartial: false,
    startedAt: now,
  };
  if (!isLocal && counted === null) return unknown(l10n.t('The tokens of the prompt could not be counted.'));
  return accountant.price(question).catch(() => unknown(l10n.t('The price table could not be read.')));
}

const unknown = (costReason: string): PriceAnswer => ({ cost: null, costReason });

/** The median of earlier completed runs of the same target; their answers may have been shorter or longer. */
function earlierMs(target: Target, past: readonly RunReport[]): number | null {
  const mine = past.filter(
    (report) =>
      report.target.name === target.name &&
      report.outcome.status === 'completed' &&
      (target.protocol === 'gguf' || report.target.model === target.model),
  );
  const times = sortedNumbers(mine.flatMap(({ metrics }) => metrics.e2eMs.value ?? []));
  return times.length === 0 ? null : medianOf(times);
}
