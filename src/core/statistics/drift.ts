import { sortedNumbers } from '../percentile';
import { medianOf } from './medianInterval';

/** Fewer runs cannot tell a trend from a streak. */
const LEAST_RUNS = 8;
/** Two-sided 1 in 100: a series has several metrics, and a false alarm in each twentieth would teach to ignore it. */
const Z_LIMIT = 2.576;
/** A trend that is certain and tiny is nobody's concern. */
const LEAST_CHANGE = 0.05;

/**
 * How much a metric changed from the first run to the last, as a share of its median, when it rose or fell steadily; `null` when it
 * did not. Values are in the order in which they were measured. Mann–Kendall test (only the order of values counts, so outliers
 * do not matter) with Theil's and Sen's slope.
 */
export function drift(values: readonly number[]): number | null {
  const n = values.length;
  if (n < LEAST_RUNS) return null;
  const pairs = values.flatMap((early, index) =>
    values
      .slice(index + 1)
      .map((late, distance) => ({ sign: Math.sign(late - early), slope: (late - early) / (distance + 1) })),
  );
  const score = pairs.reduce((sum, { sign }) => sum + sign, 0);
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5) - tieTerm(values)) / 18);
  if (deviation === 0 || (Math.abs(score) - 1) / deviation < Z_LIMIT) return null;
  const slope = medianOf(sortedNumbers(pairs.map((pair) => pair.slope)));
  const median = medianOf(sortedNumbers(values));
  const change = (slope * (n - 1)) / median;
  return Number.isFinite(change) && Math.abs(change) >= LEAST_CHANGE ? change : null;
}

/** Equal values make the score vary less. */
function tieTerm(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
}
