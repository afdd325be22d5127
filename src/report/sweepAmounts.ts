import { formatFor } from '../core/format';
import type { SweepAmounts } from '../core/sweep/sweepReport';

const format = formatFor('en');

/** Requests, tokens and money in words; `atLeast`: not all tokens were told. */
export function amountsText({ requests, tokens, usd }: SweepAmounts, atLeast = false): string {
  const least = atLeast ? 'at least ' : '';
  const money = usd === null ? 'at an unknown price' : usd === 0 ? 'at no cost' : `for ${least}${format.usd(usd)}`;
  return `${format.count(requests)} ${requests === 1 ? 'request' : 'requests'} with ${least}${format.count(Math.round(tokens))} tokens ${money}`;
}
