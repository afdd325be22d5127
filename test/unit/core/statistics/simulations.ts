import { sortedNumbers } from '../../../../src/core/percentile';
import { compareRuns } from '../../../../src/core/statistics/compareRuns';
import { medianInterval } from '../../../../src/core/statistics/medianInterval';
import { planOf, runAt, seriesOf } from '../seriesBuilders';
import { inHundred, noise, sample, trueMedian, type NoiseName } from './noise';

/** What the product claims of its statistics, tried on data whose truth is known. The seeds are fixed: same data, same answer. */
export interface Simulation {
  readonly noise: NoiseName;
  /** Of each target in each series. */
  readonly runs: number;
  readonly series: number;
}

/** True times of the second target as a multiple of those of the first. */
interface Pair extends Simulation {
  readonly factor: number;
}

export const isDifference = (a: number[], b: number[]): boolean => compareRuns(a, b, false).verdict.endsWith('-faster');

/** In how many of 100 series a difference between two targets is claimed. */
export function claimed({ noise: name, runs, series, factor }: Pair): number {
  const make = noise(runs)[name];
  const slower = (): number => factor * make();
  return inHundred(series, () => isDifference(sample(runs, make), sample(runs, slower)));
}

/** The same through whole runs and series reports, as a user gets them: with cold starts told and left out, in the order A B B A. */
export function claimedInReports({ noise: name, runs, series, factor }: Pair): number {
  const make = noise(runs + 1)[name];
  const plan = planOf(['A', 'B'], { runs });
  return inHundred(series, () => {
    const { comparisons } = seriesOf(plan, ({ target }) =>
      target === 0 ? runAt(make(), 'A') : runAt(factor * make(), 'B'),
    );
    return comparisons.some(({ metric, verdict }) => metric === 'ttftMs' && verdict.endsWith('-faster'));
  });
}

/** In how many of 100 series the interval of the median holds the true one. */
export function covered({ noise: name, runs, series }: Simulation): number {
  const median = trueMedian(name);
  const make = noise(runs)[name];
  return inHundred(series, () => {
    const [low, high] = medianInterval(sortedNumbers(sample(runs, make))) ?? [NaN, NaN];
    return low <= median && median <= high;
  });
}
