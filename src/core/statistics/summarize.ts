import { mean, sampleStandardDeviation } from 'simple-statistics';
import { distribution, sortedNumbers } from '../percentile';
import { medianInterval, medianOf, type Interval } from './medianInterval';

/** What a series says of one metric. */
export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly mean: number;
  /** Sample standard deviation; `null` for a single run. */
  readonly stdev: number | null;
  /** `null` with fewer than 20 runs: the maximum says more then. */
  readonly p95: number | null;
  readonly min: number;
  readonly max: number;
  /** 95% interval of the median; `null` with fewer than 5 runs. */
  readonly ci95: Interval | null;
}

/** Summary of the values of one metric over runs, in any order; `null` when there are none. */
export function summarize(values: readonly number[]): Summary | null {
  const sorted = sortedNumbers(values);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return null;
  return {
    n: sorted.length,
    median: medianOf(sorted),
    mean: mean(sorted),
    stdev: sorted.length < 2 ? null : sampleStandardDeviation(sorted),
    p95: distribution(sorted).p95,
    min,
    max,
    ci95: medianInterval(sorted),
  };
}
