import * as l10n from '@vscode/l10n';
import type { SweepAmounts, SweepReport } from '../../../src/core/sweep/sweepReport';
import type { Words } from '../words';

/** Requests, tokens and money in words. */
export function amountsText({ requests, tokens, usd }: SweepAmounts, { count, format }: Words): string {
  const [sent, used] = [count(requests), count(Math.round(tokens))];
  if (usd === null) return l10n.t('{0} requests with {1} tokens at an unknown price', sent, used);
  return usd === 0
    ? l10n.t('{0} requests with {1} tokens at no cost', sent, used)
    : l10n.t('{0} requests with {1} tokens for {2}', sent, used, format.usd(usd));
}

/** The caps that are set; `null` when none is. */
export function capsText({ requests, tokens, usd }: SweepReport['caps'], { count, format }: Words): string | null {
  const set = [
    requests === null ? null : l10n.t('{0} requests', count(requests)),
    tokens === null ? null : l10n.t('{0} tokens', count(tokens)),
    usd === null ? null : format.usd(usd),
  ].filter((part) => part !== null);
  return set.length === 0 ? null : l10n.t('Capped at {0}.', set.join(', '));
}
