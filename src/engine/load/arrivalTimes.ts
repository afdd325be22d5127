import { randomFrom } from '../../core/sweep/randomFrom';
import type { Arrivals } from '../../core/sweep/sweepWords';

/** When requests are due, in ms since the start of the level, one after the other and without an end. */
export function* arrivalTimes(
  arrivals: Arrivals,
  { perSecond, burst, seed }: { readonly perSecond: number; readonly burst: number; readonly seed: string },
): Generator<number, never> {
  const random = randomFrom(seed);
  const gapMs = 1000 / perSecond;
  let atMs = 0;
  for (let index = 0; ; index++) {
    yield atMs;
    if (arrivals === 'poisson') atMs += -Math.log(1 - random()) * gapMs;
    else if (arrivals === 'bursts') atMs += (index + 1) % burst === 0 ? burst * gapMs : 0;
    else atMs += gapMs;
  }
}
