import { isColdStart } from '../coldStart';
import type { RunReport, ScalarMetric } from '../runReport';
import { medianOf } from '../statistics/medianInterval';
import { summarize } from '../statistics/summarize';
import { sortedNumbers } from '../percentile';
import { fitCurve, predictFrom, type CurvePoint } from './fitCurve';
import type { Curve, Estimate, LengthPart, LengthPoint, LengthRun } from './lengthReport';
import type { LengthSweepPlan } from './sweepPlan';

/** What a length sweep says, from the runs made so far. */
export function deriveLength(plan: LengthSweepPlan, runs: readonly LengthRun[]): LengthPart {
  const measured = runs.filter(({ warmup }) => !warmup);
  const good = measured.filter(({ run }) => run.outcome.status === 'completed' && !isColdStart(run));
  const ttft = fitCurve(pointsOf(good, 'ttftMs', (input) => input));
  const { lengths, maxTokens, cache, text, warmups } = plan;
  return {
    plan: { lengths: [...lengths], runs: plan.runs, warmups, maxTokens, cache, text: text.source },
    runs: [...runs],
    points: lengths.map((wanted) => pointOf(wanted, measured)),
    ttft,
    tpot: fitCurve(pointsOf(good, 'tpotMs', (input, output) => input + output / 2)),
    prefillTokensPerSecond: ttft && readingSpeed(ttft),
  };
}

const known = ({ value, bound }: ScalarMetric): number | null => (bound === undefined ? value : null);

function pointsOf(
  runs: readonly LengthRun[],
  metric: 'ttftMs' | 'tpotMs',
  lengthOf: (input: number, output: number) => number,
): CurvePoint[] {
  return runs.flatMap(({ run, wantedTokens }) => {
    const [ms, input, output] = [known(run.metrics[metric]), run.tokens.input.total, run.tokens.output.total];
    return ms === null || input === null ? [] : [{ ms, tokens: lengthOf(input, output ?? 0), group: wantedTokens }];
  });
}

function pointOf(wantedTokens: number, measured: readonly LengthRun[]): LengthPoint {
  const own = measured.filter((each) => each.wantedTokens === wantedTokens).map(({ run }) => run);
  const good = own.filter((run) => run.outcome.status === 'completed' && !isColdStart(run));
  const summary = (metric: 'ttftMs' | 'tpotMs' | 'e2eMs') =>
    summarize(good.flatMap((run) => known(run.metrics[metric]) ?? []));
  return {
    wantedTokens,
    n: good.length,
    failed: own.filter((run) => run.outcome.status !== 'completed').length,
    inputTokens: middle(good, (run) => run.tokens.input.total),
    cachedTokens: middle(good, (run) => run.tokens.input.cached),
    ttftMs: summary('ttftMs'),
    tpotMs: summary('tpotMs'),
    e2eMs: summary('e2eMs'),
  };
}

function middle(runs: readonly RunReport[], of: (run: RunReport) => number | null): number | null {
  const values = runs.flatMap((run) => of(run) ?? []);
  return values.length === 0 ? null : medianOf(sortedNumbers(values));
}

/** The longest prompt over what its reading took beyond the fixed cost; the interval from that of the curve at its end. */
export function readingSpeed(curve: Curve): Estimate | null {
  const { maxTokens, fixedMs } = curve;
  const { value, ci95 } = predictFrom(curve, maxTokens);
  const speed = (ms: number): number => (1000 * maxTokens) / ms;
  const reading = value - fixedMs.value;
  const [least, most] = [reading - (value - ci95[0]), reading + (ci95[1] - value)];
  if (least <= 0) return null;
  return { value: speed(reading), ci95: [speed(most), speed(least)] };
}
