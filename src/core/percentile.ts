import type { Distribution } from './runReport';

/** Fewest samples with which a percentile is worth showing; below, the maximum says more. */
const LEAST_FOR_P95 = 20;
const LEAST_FOR_P99 = 100;

/**
 * Percentile by linear interpolation between closest ranks (Hyndman–Fan type 7, NumPy's default).
 * `sorted` is in rising order, `share` is 0 to 1. `null` for an empty sample.
 */
export function percentile(sorted: readonly number[], share: number): number | null {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - Math.floor(position));
}

/** Rising order, leaving the argument as it is. Columns of numbers are sorted several times as fast as lists with a comparison. */
export const sortedNumbers = (values: readonly number[]): number[] => Array.from(new Float64Array(values).sort());

/** Percentiles of a sample, with those left out that its size does not carry. */
export function distribution(values: readonly number[]): Distribution {
  const sorted = sortedNumbers(values);
  const count = sorted.length;
  return {
    p50: percentile(sorted, 0.5),
    p95: count < LEAST_FOR_P95 ? null : percentile(sorted, 0.95),
    p99: count < LEAST_FOR_P99 ? null : percentile(sorted, 0.99),
    max: sorted.at(-1) ?? null,
    count,
  };
}
