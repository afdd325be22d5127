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
import type { OrderedPrompt } from '../pastOrder';
import { settings } from '../settings';
import type { TargetOutcome } from '../targetNumbers';

/** What counts tokens and knows prices. */
export interface Accountant {
  count(what: Countable, model: string): Promise<TokenCount>;
  price(question: PriceQuestion): Promise<PriceAnswer>;
}

export interface OutlookParts {
  readonly accountant: Accountant;
  /** Runs that were made before and are still known as a whole. */
  readonly past: readonly RunReport[];
  /** How the last run of a target ended, also in an earlier window. */
  readonly lastOf: (target: Target) => TargetOutcome | null;
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
  const { ms, outputTokens, ageMs } = earlierRuns(target, parts);
  const limit = limitOf(target, plan, ordered);
  const isEndless = limit === null && target.protocol !== 'gguf';
  const likely = isEndless && outputTokens !== null ? await requestCost(target, ordered, outputTokens, parts) : null;
  const most = isEndless ? unknown(noLimit()) : await requestCost(target, ordered, limit, parts);
  return {
    name: target.name,
    mostUsd: most.cost?.totalUsd ?? null,
    costReason: most.costReason,
    likelyUsd: likely?.cost?.totalUsd ?? null,
    requestMs: ms,
    ageMs,
  };
}

const limitOf = (target: Target, plan: ComparePlan, { parameters }: OrderedPrompt): number | null =>
  plan.maxTokens ?? parameters.maxTokens ?? target.parameters?.maxTokens ?? null;

const noLimit = (): string =>
  l10n.t('The length of the answer has no limit, so its cost has none either. Set the most tokens of an answer.');

/** What one request costs when its answer has so many tokens and no input is cached. */
async function requestCost(
  target: Target,
  { prompt }: OrderedPrompt,
  outputTokens: number | null,
  { accountant, now }: OutlookParts,
): Promise<PriceAnswer> {
  const model = target.model ?? target.name;
  const isLocal = target.protocol === 'gguf';
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
    outputTokens,
    isPartial: false,
    startedAt: now,
  };
  if (!isLocal && counted === null) return unknown(l10n.t('The tokens of the prompt could not be counted.'));
  return accountant.price(question).catch(() => unknown(l10n.t('The price table could not be read.')));
}

const unknown = (costReason: string): PriceAnswer => ({ cost: null, costReason });

/** What is known of answers that came before; those to come may be shorter or longer. */
interface EarlierRuns {
  readonly ms: number | null;
  readonly outputTokens: number | null;
  readonly ageMs: number | null;
}

/** What was measured just now needs no word about its age. */
const RECENT_MS = 3_600_000;

/** Medians of the completed runs of the same target; where there are none, the last one that any window has seen. */
function earlierRuns(target: Target, { past, lastOf, now }: OutlookParts): EarlierRuns {
  const mine = past.filter(
    (report) =>
      report.target.name === target.name &&
      report.outcome.status === 'completed' &&
      (target.protocol === 'gguf' || report.target.model === target.model),
  );
  const ms = medianOrNull(mine.flatMap(({ metrics }) => metrics.e2eMs.value ?? []));
  const ageOf = (iso: string): number => Math.max(0, Date.parse(now) - Date.parse(iso));
  if (ms === null) {
    const last = lastOf(target);
    return {
      ms: last?.e2eMs ?? null,
      outputTokens: last?.outputTokens ?? null,
      ageMs: last?.e2eMs ? ageOf(last.at) : null,
    };
  }
  const ageMs = Math.min(...mine.map(({ startedAt }) => ageOf(startedAt)));
  const outputTokens = medianOrNull(mine.flatMap(({ tokens }) => tokens.output.total ?? []));
  return { ms, outputTokens: outputTokens && Math.round(outputTokens), ageMs: ageMs > RECENT_MS ? ageMs : null };
}

function medianOrNull(values: readonly number[]): number | null {
  const sorted = sortedNumbers(values);
  return sorted.length === 0 ? null : medianOf(sorted);
}
