import { isColdStart } from '../../../src/core/coldStart';
import type { RunReport } from '../../../src/core/runReport';
import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { Curve, LengthPart, LengthRun } from '../../../src/core/sweep/lengthReport';
import { REACH } from '../../../src/core/sweep/robustFit';

export type CurveMetric = 'ttftMs' | 'tpotMs';

export const curveOf = (part: LengthPart, metric: CurveMetric): Curve | null =>
  metric === 'ttftMs' ? part.ttft : part.tpot;

/** One run. `far`: so far off the curve that it has no weight. `left-out`: warm-up or cold start, which the curve knows nothing of. */
export interface CurveDot {
  readonly tokens: number;
  readonly ms: number;
  readonly look: 'used' | 'far' | 'left-out';
}

/** A run as the chart shows it. */
export interface CurveRun extends CurveDot {
  /** Of its length, from 0. */
  readonly round: number;
  readonly wantedTokens: number;
  readonly isWarmup: boolean;
}

/** The length that a metric is a function of: what was read before the first token, or what stands in the context on average while writing. */
const lengthOf = ({ tokens: { input, output } }: RunReport, metric: CurveMetric): number | null =>
  input.total === null ? null : metric === 'ttftMs' ? input.total : input.total + (output.total ?? 0) / 2;

/** Every run that has the number, in the order in which they were made. */
export const curveRuns = (part: LengthPart, metric: CurveMetric): CurveRun[] =>
  part.runs.flatMap((each) => {
    const { value, bound } = each.run.metrics[metric];
    const tokens = lengthOf(each.run, metric);
    if (value === null || bound !== undefined || tokens === null || tokens <= 0) return [];
    const { round, wantedTokens, warmup: isWarmup } = each;
    const look = lookOf(each, { tokens, ms: value }, curveOf(part, metric));
    return [{ tokens, ms: value, look, round, wantedTokens, isWarmup }];
  });

function lookOf(
  { warmup, run }: LengthRun,
  { tokens, ms }: Pick<CurveDot, 'tokens' | 'ms'>,
  curve: Curve | null,
): CurveDot['look'] {
  if (warmup || run.outcome.status !== 'completed' || isColdStart(run)) return 'left-out';
  return curve && isFar(curve, tokens, ms) ? 'far' : 'used';
}

/** As the fit counts it: beyond its reach a run has no weight. */
function isFar(curve: Curve, tokens: number, ms: number): boolean {
  const { scale, exponent } = curve.spread;
  const { value } = predictFrom(curve, tokens);
  return Math.abs(ms - value) >= REACH * scale * Math.max(value, 1e-3) ** exponent;
}

/** Wanted lengths of the runs that failed or were stopped, without warm-ups. */
export const failedLengths = (part: LengthPart): number[] =>
  part.runs.flatMap(({ run, warmup, wantedTokens }) =>
    warmup || run.outcome.status === 'completed' ? [] : [wantedTokens],
  );
