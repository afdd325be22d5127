import * as l10n from '@vscode/l10n';
import type { Claim } from '../../../src/core/sweep/cardReport';
import type { CardMetric, ClaimVerdict } from '../../../src/core/sweep/sweepWords';
import type { Words } from '../words';

export const CARD_TITLES: Readonly<Record<CardMetric, string>> = {
  ttftMs: l10n.t('Time to first token'),
  tpotMs: l10n.t('Time per output token'),
  e2eMs: l10n.t('End-to-end latency'),
  decodeTokensPerSecond: l10n.t('Decode speed'),
  usdPerThousand: l10n.t('Cost of 1 000 calls'),
  usdPerMonth: l10n.t('Cost of a month'),
};

/** What a claim of it is given in. */
export const CARD_UNITS: Readonly<Record<CardMetric, string>> = {
  ttftMs: 'ms',
  tpotMs: 'ms',
  e2eMs: 'ms',
  decodeTokensPerSecond: 'tokens/s',
  usdPerThousand: '$',
  usdPerMonth: '$',
};

export const VERDICT_WORDS: Readonly<Record<ClaimVerdict, string>> = {
  supported: l10n.t('supported'),
  refuted: l10n.t('refuted'),
  undecided: l10n.t('undecided'),
};

export function cardValue(metric: CardMetric, value: number, { duration, format }: Words): string {
  if (CARD_UNITS[metric] === '$') return value === 0 ? l10n.t('free') : format.usd(value);
  return metric === 'decodeTokensPerSecond' ? format.tokenSpeed(value, 'card') : duration(value);
}

/** What a vendor promises: speeds from below, times and costs from above. */
export const relationOf = (metric: CardMetric): Claim['relation'] =>
  metric === 'decodeTokensPerSecond' ? 'at-least' : 'at-most';

export const claimText = ({ metric, relation, value }: Claim, words: Words): string =>
  relation === 'at-most'
    ? l10n.t('{0} at most {1}', CARD_TITLES[metric], cardValue(metric, value, words))
    : l10n.t('{0} at least {1}', CARD_TITLES[metric], cardValue(metric, value, words));
