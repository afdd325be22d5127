import { mean } from 'simple-statistics';
import { sortedNumbers } from '../percentile';
import { medianOf } from '../statistics/medianInterval';
import { REACH, type RobustFit } from './robustFit';

/** One in a thousand curves that are right is doubted. */
const Z_LIMIT = 3.09;

/**
 * How far the groups lie off the curve beyond what the scatter within them explains, in units of the scatter; `null` when they do not. A server
 * that reads prompts in blocks, for instance, has steps that no smooth curve follows; all runs of a length are then off together, and
 * intervals that take each run for news would be too narrow.
 */
export function departureOf({ residuals, coefficients }: RobustFit, groups: readonly number[]): number | null {
  const sets = [...new Set(groups)].map((name) => inlying(residuals.filter((_, index) => groups[index] === name)));
  const means = sets.map((set) => mean(set));
  const n = sets.reduce((total, set) => total + set.length, 0);
  const [between, within] = [sets.length - coefficients.length, n - sets.length];
  if (between < 1 || within < 1) return null;
  const sum = (term: (set: readonly number[], index: number) => number): number =>
    sets.reduce((total, set, index) => total + term(set, index), 0);
  const off = sum((set, index) => set.length * (means[index] ?? 0) ** 2) / between;
  const noise = sum((set, index) => set.reduce((all, r) => all + (r - (means[index] ?? 0)) ** 2, 0)) / within;
  if (normalScore(off / Math.max(noise, 1e-12), between, within) < Z_LIMIT) return null;
  return Math.sqrt(((off - noise) * sets.length) / n);
}

/** Without single runs that lie far from the others of their length. A length whose runs are all off the curve stays. */
function inlying(set: readonly number[]): number[] {
  const middle = medianOf(sortedNumbers(set));
  const near = set.filter((r) => Math.abs(r - middle) < REACH);
  return near.length > 0 ? near : [...set];
}

/** How unusual a ratio of mean squares is, as a normal score (Paulson's approximation of the F distribution). */
function normalScore(ratio: number, over: number, under: number): number {
  const [a, b, root] = [2 / (9 * over), 2 / (9 * under), Math.cbrt(ratio)];
  return ((1 - b) * root - (1 - a)) / Math.sqrt(b * root ** 2 + a);
}
