import { sortedNumbers, percentile } from '../percentile';
import type { Interval } from '../statistics/medianInterval';
import { medianOf } from '../statistics/medianInterval';
import { studentT95 } from '../statistics/studentT';
import { departureOf } from './curveDeparture';
import type { Curve, Estimate, Residuals } from './lengthReport';
import { errorAt, REACH, robustFit, type Observations, type RobustFit } from './robustFit';

/** One run: a time at a length. `group` holds together the runs that aimed at the same length. */
export interface CurvePoint {
  readonly tokens: number;
  readonly ms: number;
  readonly group: number;
}

/** Fewer lengths make any curve fit. */
const LEAST_LENGTHS = 3;
/**
 * A square part that is this many standard errors above zero makes predictions better than leaving it out (the criterion of the adjusted R²;
 * a stricter test leaves out parts that are there, and then intervals hold the truth in 84 of 100 samples instead of 95).
 */
const SQUARE_HELPS_AT = 1;

/**
 * The curve fixed + perToken · n + perSquareToken · n² through the runs, the last part only when they show it. Outliers have no weight, and
 * scatter may grow with the time. `null` with fewer than three lengths.
 */
export function fitCurve(points: readonly CurvePoint[]): Curve | null {
  const lengths = new Set(points.map(({ group }) => group)).size;
  if (lengths < LEAST_LENGTHS) return null;
  const unit = Math.max(1, ...points.map(({ tokens }) => tokens));
  const first = chosen(points, { unit, lengths, widening: 1 });
  const departure = first && departureOf(first, groupsOf(points));
  if (departure === null) return first && curveOf(points, first, { unit, departure: 0 });
  const wider = Math.hypot(1, departure);
  const fit = chosen(points, { unit, lengths, widening: wider });
  return fit && curveOf(points, fit, { unit, departure: departure / wider });
}

const groupsOf = (points: readonly CurvePoint[]): number[] => points.map(({ group }) => group);

interface Choice {
  readonly unit: number;
  readonly lengths: number;
  readonly widening: number;
}

/** The line, or the bent curve where that predicts better. */
function chosen(points: readonly CurvePoint[], { unit, lengths, widening }: Choice): RobustFit | null {
  const line = robustFit(observed(points, unit, 2), widening);
  const bent = lengths > LEAST_LENGTHS ? robustFit(observed(points, unit, 3), widening) : null;
  return bent && (bent.coefficients[2] ?? 0) > SQUARE_HELPS_AT * deviationOf(bent, 2) ? bent : line;
}

const observed = (points: readonly CurvePoint[], unit: number, size: number): Observations => ({
  rows: points.map(({ tokens }) => powersOf(tokens / unit, size)),
  values: points.map(({ ms }) => ms),
  groups: groupsOf(points),
});

const powersOf = (length: number, size: number): number[] => [1, length, length ** 2].slice(0, size);

const deviationOf = ({ covariance }: RobustFit, index: number): number => Math.sqrt(covariance[index]?.[index] ?? NaN);

interface Shape {
  readonly unit: number;
  /** How far the lengths lie off the curve, in units of the scatter; 0 when no further than chance takes them. */
  readonly departure: number;
}

function curveOf(points: readonly CurvePoint[], fit: RobustFit, { unit, departure }: Shape): Curve {
  const { coefficients, covariance, scale, exponent } = fit;
  const [n, size] = [points.length, coefficients.length];
  const news = departure === 0 ? n - 1 : new Set(groupsOf(points)).size;
  const errors = errorsReached(n, news - size);
  const part = (index: number, power: number): Estimate => {
    const value = (coefficients[index] ?? 0) / power;
    const far = (errors * deviationOf(fit, index)) / power;
    return { value, ci95: [value - far, value + far] };
  };
  const tokens = points.map((point) => point.tokens);
  return {
    n,
    minTokens: Math.min(...tokens),
    maxTokens: Math.max(...tokens),
    fixedMs: part(0, 1),
    perTokenMs: part(1, unit),
    perSquareTokenMs: size > 2 ? part(2, unit * unit) : null,
    residuals: residualsOf(points, fit),
    departs: departure > 0,
    scaleTokens: unit,
    covariance: covariance.map((row) => [...row]),
    errors,
    spread: { scale, exponent, reach: reachOf(fit), departure },
  };
}

/**
 * A little more than Student's t, as the exponent of the scatter is estimated too and the square part chosen by the data. By simulation
 * (test/unit/core/sweep/curveSimulation.test.ts) intervals then hold the truth in 93 to 97 of 100 samples.
 */
const errorsReached = (n: number, freedom: number): number => (1.03 + 2 / n) * studentT95(Math.max(1, freedom));

/** Distance within which 95 of 100 further runs lie, in units of the scatter: from the runs themselves, whatever shape their noise has. */
function reachOf({ residuals, coefficients }: RobustFit): number {
  const sorted = sortedNumbers(residuals.map(Math.abs));
  const n = sorted.length;
  const share = Math.min(1, (0.95 * (n + 1) - 1) / (n - 1));
  return (percentile(sorted, share) ?? 0) * Math.sqrt(n / (n - coefficients.length));
}

function residualsOf(points: readonly CurvePoint[], { predicted, residuals }: RobustFit): Residuals {
  const away = points.map(({ ms }, index) => Math.abs(ms - (predicted[index] ?? 0)));
  const shares = away.map((ms, index) => ms / (predicted[index] ?? 1));
  return {
    medianMs: medianOf(sortedNumbers(away)),
    medianShare: medianOf(sortedNumbers(shares)),
    maxMs: Math.max(...away),
    maxShare: Math.max(...shares),
    outliers: residuals.filter((residual) => Math.abs(residual) >= REACH).length,
  };
}

/** What a curve says of one length. */
export interface CurvePrediction {
  readonly value: number;
  /** Where the typical time lies. */
  readonly ci95: Interval;
  /** Where 95 of 100 single runs lie. */
  readonly runInterval: Interval;
  readonly extrapolates: boolean;
}

/** Predicts from a curve of a report. Ends below zero are cut: no time is. */
export function predictFrom(curve: Curve, tokens: number): CurvePrediction {
  const { fixedMs, perTokenMs, perSquareTokenMs, covariance, errors, spread } = curve;
  const value = fixedMs.value + perTokenMs.value * tokens + (perSquareTokenMs?.value ?? 0) * tokens ** 2;
  const scatter = spread.scale * Math.max(0, value) ** spread.exponent;
  const row = powersOf(tokens / curve.scaleTokens, covariance.length);
  const far = errors * Math.hypot(errorAt(row, covariance), spread.departure * scatter);
  const runFar = Math.hypot(far, spread.reach * scatter);
  return {
    value,
    ci95: [Math.max(0, value - far), value + far],
    runInterval: [Math.max(0, value - runFar), value + runFar],
    extrapolates: tokens < curve.minTokens || tokens > curve.maxTokens,
  };
}
