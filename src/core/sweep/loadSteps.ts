import type { LoadSweepPlan } from './sweepPlan';

/** Single runs before the first level. */
export const CALIBRATIONS = 2;
/** Each user is measured at least so often. */
const LEAST_PER_USER = 3;
/** A schedule is measured for so long: twenty requests at twenty a second are over before a queue has shown. */
const LEAST_SECONDS = 5;

type Size = Pick<LoadSweepPlan, 'arrivals' | 'requestsPerLevel'>;

/** How many requests are measured at a level. */
export const wantedRequests = ({ arrivals, requestsPerLevel }: Size, load: number): number =>
  Math.max(requestsPerLevel, Math.ceil((arrivals === 'closed' ? LEAST_PER_USER : LEAST_SECONDS) * load));

/** How many are sent at most, warm-up and cool-down with them; the engine keeps to it. */
export const mostRequests = (plan: Size, load: number): number => {
  const wanted = wantedRequests(plan, load);
  return plan.arrivals === 'closed' ? wanted + 3 * load : 2 * wanted + 10;
};
