import * as l10n from '@vscode/l10n';
import type { SweepReport } from './sweepReport';

/** Why a sweep ended where it did. */
export function endingSentence(
  report: Pick<SweepReport, 'ending' | 'reachedCap' | 'caps' | 'spent' | 'price'>,
): string {
  switch (report.ending) {
    case 'running':
      return l10n.t('Under way.');
    case 'completed':
      return l10n.t('All of it was measured.');
    case 'stopped':
      return l10n.t('Stopped. What was measured until then is kept.');
    case 'saturated':
      return l10n.t('The server is saturated: more load brings no more answers, so higher levels were left out.');
    case 'failing':
      return l10n.t('Too much failed, so the rest was left out. What was measured until then is kept.');
    case 'capped':
      return cappedSentence(report);
  }
}

function cappedSentence({ reachedCap, caps, price }: Pick<SweepReport, 'reachedCap' | 'caps' | 'price'>): string {
  if (reachedCap === 'requests') return l10n.t('The cap of {0} requests was reached.', caps.requests ?? 0);
  if (reachedCap === 'tokens') return l10n.t('The cap of {0} tokens was reached.', caps.tokens ?? 0);
  return price === null
    ? l10n.t('There is a cap on money, but no price is known, so nothing was sent. Set a price for this target.')
    : l10n.t('The cap of {0} US dollars was reached.', caps.usd ?? 0);
}
