import { formatFor } from '../format';
import { stated } from '../stated';
import type { Interval } from '../statistics/medianInterval';
import { answerClaim } from './answerClaim';
import { usdOf } from './capLedger';
import type { Claim, Prediction, Workload, WorkloadCard } from './cardReport';
import { costOfRequests } from './costOfRequests';
import { predictFrom } from './fitCurve';
import type { Curve, LengthPart } from './lengthReport';
import { loadFactor, type Factor } from './loadFactor';
import type { LoadPart } from './loadReport';
import type { SweepPrice } from './sweepReport';

/** What a card is computed from. */
export interface CardSources {
  readonly length: LengthPart | null;
  readonly load: LoadPart | null;
  readonly price: SweepPrice | null;
}

/** A value with how far its two intervals reach to either side, which is how independent parts are added. */
interface Reach {
  readonly value: number;
  readonly down: number;
  readonly up: number;
  /** Of a single request; `null` under load, where it is not known. */
  readonly run: Interval | null;
  readonly extrapolates: boolean;
  readonly basis: string;
}

/** `null` with the reason. */
type Found = Reach | { readonly value: null; readonly basis: string };

const SECONDS_A_MONTH = 30.44 * 24 * 3600;

/** Predicts what a workload would see, and answers what a vendor claims of it. */
export function answerCard(workload: Workload, claims: readonly Claim[], sources: CardSources): WorkloadCard {
  const { inputTokens, outputTokens } = workload;
  const ttft = timeOf('ttftMs', inputTokens, workload, sources);
  const tpot = timeOf('tpotMs', inputTokens + outputTokens / 2, workload, sources);
  const e2e = endToEnd(ttft, tpot, outputTokens);
  const times = [
    prediction('ttftMs', ttft),
    prediction('tpotMs', tpot),
    prediction('e2eMs', e2e),
    inverse('decodeTokensPerSecond', tpot, 1000),
  ];
  const predictions = [...times, ...costs(workload, e2e, sources.price)];
  return { workload, predictions, claims: claims.map((claim) => answerClaim(claim, predictions)) };
}

const curveOf = (length: LengthPart | null, metric: 'ttftMs' | 'tpotMs'): Curve | null =>
  (metric === 'ttftMs' ? length?.ttft : length?.tpot) ?? null;

function timeOf(metric: 'ttftMs' | 'tpotMs', tokens: number, workload: Workload, sources: CardSources): Found {
  const curve = curveOf(sources.length, metric);
  const alone = curve && fromCurve(curve, tokens);
  const isAlone = (workload.users ?? 1) <= 1 && workload.requestsPerSecond === null;
  if (isAlone && alone) return alone;
  if (!sources.load)
    return {
      value: null,
      basis: alone
        ? stated('Only one request at a time was measured. A load sweep tells what many at once do to it.')
        : stated('Too few lengths were measured.'),
    };
  return underLoad(metric, { tokens, workload, alone, curve }, sources.load);
}

function fromCurve(curve: Curve, tokens: number): Reach {
  const { value, ci95, runInterval, extrapolates } = predictFrom(curve, tokens);
  const basis = stated(
    'Curve through {0} runs of {1} to {2} tokens',
    curve.n,
    formatFor('en').count(curve.minTokens),
    formatFor('en').count(curve.maxTokens),
  );
  return { value, down: value - ci95[0], up: ci95[1] - value, run: runInterval, extrapolates, basis };
}

interface LoadQuestion {
  readonly tokens: number;
  readonly workload: Workload;
  readonly alone: Reach | null;
  readonly curve: Curve | null;
}

/** A length further off than this was not measured under load. */
const NEAR_SHARE = 0.1;

/** As at the measured level; where the length differs, by as many times as the level is slower than one request alone. */
function underLoad(metric: 'ttftMs' | 'tpotMs', question: LoadQuestion, load: LoadPart): Found {
  const { tokens, workload, alone, curve } = question;
  const level = loadFactor(metric, workload, load);
  if ('reason' in level) return { value: null, basis: level.reason };
  const measuredAt = metric === 'ttftMs' ? load.plan.inputTokens : load.plan.inputTokens + load.plan.maxTokens / 2;
  const isNear = Math.abs(tokens / measuredAt - 1) <= NEAR_SHARE;
  const there = curve && fromCurve(curve, measuredAt);
  if (isNear || !alone || !there) return { ...ofLevel(level), run: null, extrapolates: level.extrapolates || !isNear };
  const value = (alone.value * level.value) / there.value;
  const share = (side: 'down' | 'up'): number =>
    value * Math.hypot(alone[side] / alone.value, level[side] / level.value, there[side] / there.value);
  const extrapolates = level.extrapolates || alone.extrapolates || there.extrapolates;
  return { value, down: share('down'), up: share('up'), run: null, extrapolates, basis: level.basis };
}

const ofLevel = ({ value, down, up, basis }: Factor) => ({ value, down, up, basis });

function endToEnd(ttft: Found, tpot: Found, outputTokens: number): Found {
  if (ttft.value === null) return ttft;
  if (tpot.value === null) return tpot;
  const rest = Math.max(0, outputTokens - 1);
  const value = ttft.value + rest * tpot.value;
  const far = (side: 0 | 1): number =>
    Math.hypot((ttft.run?.[side] ?? 0) - ttft.value, rest * ((tpot.run?.[side] ?? 0) - tpot.value));
  return {
    value,
    down: Math.hypot(ttft.down, rest * tpot.down),
    up: Math.hypot(ttft.up, rest * tpot.up),
    run: ttft.run && tpot.run && [Math.max(0, value - far(0)), value + far(1)],
    extrapolates: ttft.extrapolates || tpot.extrapolates,
    basis: stated('Time to first token, and time per output token for each further one'),
  };
}

function prediction(metric: Prediction['metric'], found: Found): Prediction {
  if (found.value === null) return { ...NOTHING, metric, basis: found.basis };
  const { value, down, up, run, extrapolates, basis } = found;
  return { metric, value, ci95: [Math.max(0, value - down), value + up], runInterval: run, extrapolates, basis };
}

const NOTHING = { value: null, ci95: null, runInterval: null, extrapolates: false } as const;

/** `times` divided by what was found: the ends change places. */
function inverse(metric: Prediction['metric'], found: Found, times: number): Prediction {
  const { value, ci95, runInterval, ...rest } = prediction(metric, found);
  const turned = (ends: Interval | null): Interval | null =>
    ends && ends[0] > 0 ? [times / ends[1], times / ends[0]] : null;
  return { ...rest, value: value && times / value, ci95: turned(ci95), runInterval: turned(runInterval) };
}

function costs(
  { inputTokens, outputTokens, users, requestsPerSecond, requestsPerMonth = null }: Workload,
  e2e: Found,
  price: SweepPrice | null,
): Prediction[] {
  const usd = usdOf({ input: inputTokens, output: outputTokens }, price);
  if (usd === null) {
    const basis = stated('No price is known. Set a price for this target to see a cost.');
    return (['usdPerThousand', 'usdPerMonth'] as const).map((metric) => ({ ...NOTHING, metric, basis }));
  }
  const thousand: Prediction = {
    ...NOTHING,
    ...exactly(1000 * usd),
    metric: 'usdPerThousand',
    basis: priceText(price),
  };
  if (requestsPerMonth !== null) return [thousand, costOfRequests(thousand, requestsPerMonth)];
  if (requestsPerSecond !== null) {
    const month = usd * requestsPerSecond * SECONDS_A_MONTH;
    const basis = stated('So many requests per second, day and night, for 30.44 days');
    return [thousand, { ...NOTHING, ...exactly(month), metric: 'usdPerMonth', basis }];
  }
  const busy = inverse('usdPerMonth', e2e, usd * (users ?? 1) * SECONDS_A_MONTH * 1000);
  const basis = stated('All users asking again as soon as they are answered, day and night, for 30.44 days');
  return [thousand, { ...busy, runInterval: null, basis: busy.value === null ? busy.basis : basis }];
}

const exactly = (value: number) => ({ value, ci95: [value, value] as Interval });

function priceText(price: SweepPrice | null): string {
  if (price?.source === 'local') return stated('A model on this machine costs nothing per call');
  const format = formatFor('en');
  return stated(
    '{0} US dollars per million input tokens, {1} per million output tokens',
    format.decimal(price?.inputPerMTok ?? 0, 2),
    format.decimal(price?.outputPerMTok ?? 0, 2),
  );
}
