import { stated } from '../stated';
import type { SweepReport } from './sweepReport';

type Ended = Pick<SweepReport, 'ending' | 'reachedCap' | 'caps' | 'price'>;

/** Why a sweep ended where it did; `lastError` says what went wrong, and what to do about it. */
export function endingSentence(report: Ended, lastError: string | null = null): string {
  switch (report.ending) {
    case 'running':
      return stated('Under way.');
    case 'completed':
      return stated('All of it was measured.');
    case 'stopped':
      return stated('Stopped. What was measured until then is kept.');
    case 'saturated':
      return stated('The server is saturated: more load brings no more answers, so higher levels were left out.');
    case 'failing':
      return lastError === null
        ? stated('Too much failed, so the rest was left out. What was measured until then is kept.')
        : stated('Too much failed, so the rest was left out. What was measured until then is kept. {0}', lastError);
    case 'capped':
      return cappedSentence(report);
  }
}

function cappedSentence({ reachedCap, caps, price }: Ended): string {
  if (reachedCap === 'requests') return stated('The cap of {0} requests was reached.', caps.requests ?? 0);
  if (reachedCap === 'tokens') return stated('The cap of {0} tokens was reached.', caps.tokens ?? 0);
  return price === null
    ? stated('There is a cap on money, but no price is known, so nothing was sent. Set a price for this target.')
    : stated('The cap of {0} US dollars was reached.', caps.usd ?? 0);
}
