import { formatFor } from '../format';
import { stated } from '../stated';
import type { Prediction } from './cardReport';

/** What so many requests a month cost, from the cost of a thousand; without a price it stays unknown, with the same reason. */
export function costOfRequests(thousand: Prediction, requestsPerMonth: number): Prediction {
  const times = (usd: number): number => (usd * requestsPerMonth) / 1000;
  const { value, ci95, basis } = thousand;
  return {
    ...thousand,
    metric: 'usdPerMonth',
    value: value === null ? null : times(value),
    ci95: ci95 && [times(ci95[0]), times(ci95[1])],
    basis: value === null ? basis : stated('{0} requests a month', formatFor('en').count(requestsPerMonth)),
  };
}
