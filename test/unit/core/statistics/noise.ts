import { sortedNumbers } from '../../../../src/core/percentile';
import { seededRandom } from '../seededRandom';

/** Random numbers as measurements make them, the same in every run. */
export function noise(seed: number) {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return {
    random,
    normal: () => 100 + 10 * normal(),
    lognormal: () => 100 * Math.exp(0.4 * normal()),
    /** Student's t with two degrees of freedom: its variance is infinite. */
    heavyTailed: () => Math.max(1, 100 + 10 * (normal() / Math.sqrt(-Math.log(1 - random())))),
    /** One run in ten takes three to eight times as long. */
    withOutliers: () => (random() < 0.1 ? 3 + 5 * random() : 1) * 100 * Math.exp(0.1 * normal()),
  };
}

export type NoiseName = 'normal' | 'lognormal' | 'heavyTailed' | 'withOutliers';
export const NOISES: readonly NoiseName[] = ['normal', 'lognormal', 'heavyTailed', 'withOutliers'];

/** The median that a noise really has: exact where symmetry gives it, from 400 001 values otherwise. */
export function trueMedian(name: NoiseName): number {
  if (name !== 'withOutliers') return 100;
  const make = noise(99).withOutliers;
  return sortedNumbers(sample(400_001, make))[200_000] ?? NaN;
}

export const sample = (n: number, make: () => number): number[] => Array.from({ length: n }, make);

/** How many of 100 series do what is asked. */
export function inHundred(series: number, does: () => boolean): number {
  let hits = 0;
  for (let index = 0; index < series; index++) if (does()) hits += 1;
  return (100 * hits) / series;
}
