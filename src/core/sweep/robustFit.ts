import { sortedNumbers } from '../percentile';
import { leastSquares, quadraticForm, dot, type Matrix } from '../statistics/leastSquares';
import { medianOf } from '../statistics/medianInterval';

/** Observations to put a curve through: `rows` holds the powers of each length. */
export interface Observations {
  readonly rows: Matrix;
  readonly values: readonly number[];
  /** Which of them were made at the same length. */
  readonly groups: readonly number[];
}

/** A curve with all that is known of how sure it is. */
export interface RobustFit {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  /** Scatter of one observation: scale × predicted ^ exponent. */
  readonly scale: number;
  readonly exponent: number;
  readonly predicted: readonly number[];
  /** In units of the scatter. */
  readonly residuals: readonly number[];
}

/** Beyond so many units of scatter an observation has no weight; well within it has nearly all (Tukey's biweight). */
export const REACH = 4.685;
const MOST_EXPONENT = 1.2;
/** Distances beyond so many times the median of their group count as that far. */
const MOST_OF_MEDIAN = 4;
const ITERATIONS = 30;
/** From the median distance to the standard deviation, for normal noise. */
const TO_DEVIATION = 1.4826;
/** No clock is better than this share of what it measures; runs that agree exactly are a coincidence. */
const LEAST_SHARE = 1e-4;
/** Times cannot be predicted at or below zero, whatever the noise says. */
const LEAST_MS = 1e-3;

/**
 * Fits by iteratively reweighted least squares with Tukey's biweight, begun at the medians of the groups (an MM estimate), so that up to a half
 * of the runs at a length may be outliers. The scatter may grow with the time itself. `widening` lets observations lie further off than their
 * scatter makes them, where the curve itself is not quite right.
 */
export function robustFit(observations: Observations, widening = 1): RobustFit | null {
  const { rows, values } = observations;
  const size = rows[0]?.length ?? 0;
  let coefficients = startOf(observations);
  if (!coefficients || values.length <= size + 1) return null;
  let noise = widened(noiseOf(observations, coefficients), widening);
  for (let round = 0; round < ITERATIONS; round++) {
    const next = step(observations, coefficients, noise);
    if (!next) return null;
    const isSettled = round > 2 && next.every((value, index) => isNear(value, coefficients?.[index] ?? 0));
    coefficients = next;
    if (isSettled) break;
    // The scale stays as it was found at the start of the last rounds; else an outlier could talk itself in.
    if (round < 2) noise = widened(noiseOf(observations, coefficients), widening);
  }
  return measured(observations, coefficients, noise);
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b);

/** Through the medians, each weighted as if its scatter grew with its time. */
function startOf({ rows, values, groups }: Observations): readonly number[] | null {
  const names = [...new Set(groups)];
  const medians = names.map((name) => {
    const own = values.filter((_, index) => groups[index] === name);
    return medianOf(sortedNumbers(own));
  });
  const lengths = names.map((name) => rows[groups.indexOf(name)] ?? []);
  return (
    leastSquares(
      lengths,
      medians,
      medians.map((ms) => 1 / Math.max(ms, LEAST_MS) ** 2),
    )?.coefficients ?? null
  );
}

interface Noise {
  readonly exponent: number;
  readonly scale: number;
}

const widened = ({ exponent, scale }: Noise, factor: number): Noise => ({ exponent, scale: scale * factor });

const predictedBy = (rows: Matrix, coefficients: readonly number[]): number[] =>
  rows.map((row) => Math.max(LEAST_MS, dot(row, coefficients)));

/**
 * Scatter as a power of the time: the slope of the groups' scatter over their times, both as logarithms. What lies far out is cut, as a group
 * with one outlier would look like one of great scatter.
 */
function noiseOf({ rows, values, groups }: Observations, coefficients: readonly number[]): Noise {
  const predicted = predictedBy(rows, coefficients);
  const distances = values.map((ms, index) => Math.abs(ms - (predicted[index] ?? 0)));
  const spreads = [...new Set(groups)].map((group) => {
    const own = (each: readonly number[]): number[] => each.filter((_, index) => groups[index] === group);
    const [far, middle] = [own(distances), medianOf(sortedNumbers(own(distances)))];
    const size = far.reduce((sum, distance) => sum + Math.min(distance, MOST_OF_MEDIAN * middle), 0) / far.length;
    return { weight: far.length, time: Math.log(own(predicted)[0] ?? 1), size: Math.log(Math.max(size, LEAST_MS)) };
  });
  const line = leastSquares(
    spreads.map(({ time }) => [1, time]),
    spreads.map(({ size }) => size),
    spreads.map(({ weight }) => weight),
  );
  const exponent = Math.min(MOST_EXPONENT, Math.max(0, line?.coefficients[1] ?? 0));
  const scaled = sortedNumbers(distances.map((distance, index) => distance / (predicted[index] ?? 1) ** exponent));
  const small = Math.sqrt(values.length / (values.length - coefficients.length));
  const least = LEAST_SHARE * medianOf(sortedNumbers(predicted)) ** (1 - exponent);
  return { exponent, scale: Math.max(TO_DEVIATION * medianOf(scaled) * small, least) };
}

const biweight = (residual: number): number => Math.max(0, 1 - (residual / REACH) ** 2) ** 2;

function step(
  { rows, values }: Observations,
  coefficients: readonly number[],
  { exponent, scale }: Noise,
): readonly number[] | null {
  const predicted = predictedBy(rows, coefficients);
  const weights = values.map((ms, index) => {
    const deviation = scale * (predicted[index] ?? 1) ** exponent;
    return biweight((ms - (predicted[index] ?? 0)) / deviation) / deviation ** 2;
  });
  return leastSquares(rows, values, weights)?.coefficients ?? null;
}

/** The covariance of an M estimate (Huber 1981, section 7.6). */
function measured(
  { rows, values }: Observations,
  coefficients: readonly number[],
  { exponent, scale }: Noise,
): RobustFit | null {
  const predicted = predictedBy(rows, coefficients);
  const deviations = predicted.map((ms) => scale * ms ** exponent);
  const residuals = values.map((ms, index) => (ms - (predicted[index] ?? 0)) / (deviations[index] ?? 1));
  const inverse = leastSquares(
    rows,
    values,
    deviations.map((deviation) => 1 / deviation ** 2),
  )?.inverse;
  if (!inverse) return null;
  const [n, size] = [values.length, coefficients.length];
  const slopes = residuals.map((r) => (Math.abs(r) > REACH ? 0 : (1 - (r / REACH) ** 2) * (1 - 5 * (r / REACH) ** 2)));
  const slope = slopes.reduce((sum, each) => sum + each, 0) / n;
  const slopeVariance = slopes.reduce((sum, each) => sum + (each - slope) ** 2, 0) / n;
  const pull = residuals.reduce((sum, r) => sum + (r * biweight(r)) ** 2, 0) / (n - size);
  const correction = 1 + ((size / n) * slopeVariance) / slope ** 2;
  const factor = (correction ** 2 * pull) / slope ** 2;
  const covariance = inverse.map((row) => row.map((value) => value * factor));
  return { coefficients, covariance, scale, exponent, predicted, residuals };
}

/** Standard error of the curve at a length, whose powers are `row`. */
export const errorAt = (row: readonly number[], covariance: Matrix): number =>
  Math.sqrt(Math.max(0, quadraticForm(row, covariance)));
