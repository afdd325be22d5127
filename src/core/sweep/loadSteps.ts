import type { LoadSweepPlan } from './sweepPlan';

/** Single runs before the first level. */
export const CALIBRATIONS = 2;
/** Each user is measured at least so often. */
const LEAST_PER_USER = 3;

type Size = Pick<LoadSweepPlan, 'arrivals' | 'requestsPerLevel'>;

/** How many requests are measured at a level. */
export const wantedRequests = ({ arrivals, requestsPerLevel }: Size, load: number): number =>
  arrivals === 'closed' ? Math.max(requestsPerLevel, LEAST_PER_USER * load) : requestsPerLevel;

/** How many are sent at most, warm-up and cool-down with them; the engine keeps to it. */
export const mostRequests = (plan: Size, load: number): number => {
  const wanted = wantedRequests(plan, load);
  return plan.arrivals === 'closed' ? wanted + 3 * load : 2 * wanted + 10;
};
