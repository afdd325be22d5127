import { formatFor } from '../core/format';
import type { SweepAmounts } from '../core/sweep/sweepReport';

const format = formatFor('en');

/** Requests, tokens and money in words. */
export function amountsText({ requests, tokens, usd }: SweepAmounts): string {
  const money = usd === null ? 'at an unknown price' : usd === 0 ? 'for nothing' : `for ${format.usd(usd)}`;
  return `${format.count(requests)} requests with ${format.count(Math.round(tokens))} tokens ${money}`;
}
