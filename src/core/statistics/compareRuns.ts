import type { SeriesVerdict } from '../vocabulary';
import type { Interval } from './medianInterval';
import { medianRatio } from './medianRatio';

/** What two sets of runs say about each other in one metric. */
export interface RunComparison {
  /** median(b) / median(a); `null` when a side has no number above zero. */
  readonly ratio: number | null;
  readonly ci95: Interval | null;
  readonly verdict: SeriesVerdict;
  /**
   * About how many runs of each would show a difference as large as the one seen, or one of 5 % when less is seen, in 4 of 5 series.
   * `null` when there is nothing left to settle.
   */
  readonly runsNeeded: number | null;
}

/** A difference below this is not worth more runs. */
const SETTLED_SHARE = 0.05;
/** Fewer make intervals that are mostly guesswork. */
const RUNS_TO_BEGIN_WITH = 10;
/** With so few runs, an interval that reaches this far says next to nothing: one could be twice as fast. */
const SAYS_NOTHING_RATIO = 2;
/** Above the half width of the interval, what finds a difference in 4 of 5 series: (1.96 + 0.84) / 1.96. */
const POWER = 1.43;

/** Compares the values of one metric. `higherIsFaster`: true for speeds, false for times. */
export function compareRuns(a: readonly number[], b: readonly number[], higherIsFaster: boolean): RunComparison {
  const found = medianRatio(a, b);
  if (!found?.ci95)
    return {
      ratio: found?.ratio ?? null,
      ci95: null,
      verdict: 'more-runs-needed',
      runsNeeded: RUNS_TO_BEGIN_WITH,
    };
  const { ratio, ci95 } = found;
  const fewest = Math.min(a.length, b.length);
  if (ci95[0] > 1 || ci95[1] < 1) {
    const isHigher = ci95[0] > 1;
    return { ratio, ci95, verdict: isHigher === higherIsFaster ? 'b-faster' : 'a-faster', runsNeeded: null };
  }
  const reachesFar = ci95[0] < 1 / SAYS_NOTHING_RATIO || ci95[1] > SAYS_NOTHING_RATIO;
  return {
    ratio,
    ci95,
    verdict: reachesFar && fewest < RUNS_TO_BEGIN_WITH ? 'more-runs-needed' : 'no-difference-shown',
    runsNeeded: runsNeeded(ratio, ci95, harmonicMean(a.length, b.length)),
  };
}

/** An interval narrows with the root of the number of runs. */
function runsNeeded(ratio: number, [low, high]: Interval, runs: number): number | null {
  const worth = Math.log(1 + SETTLED_SHARE);
  if (Math.max(-Math.log(low), Math.log(high)) <= worth) return null;
  const half = Math.log(high / low) / 2;
  const difference = Math.max(Math.abs(Math.log(ratio)), worth);
  return Math.max(Math.ceil(runs) + 1, Math.ceil(runs * ((POWER * half) / difference) ** 2));
}

const harmonicMean = (a: number, b: number): number => (2 * a * b) / (a + b);
