import type { RunError } from '../runError';
import { stated } from '../stated';
import type { SweepReport } from './sweepReport';

type Ended = Pick<SweepReport, 'ending' | 'reachedCap' | 'caps' | 'price'>;

/** What went wrong, and what to do about it, with what the server itself said. */
export const reasonOf = ({ message, detail }: Pick<RunError, 'message' | 'detail'>): string =>
  detail === null ? message : stated('{0} The server said: "{1}".', message, detail);

/** Why a sweep ended where it did. `leftOut`: from which prompt length on nothing could be measured. */
export function endingSentence(report: Ended, lastError: string | null = null, leftOut: number | null = null): string {
  switch (report.ending) {
    case 'running':
      return stated('Under way.');
    case 'completed':
      if (leftOut === null) return stated('All of it was measured.');
      return stated('Prompts of {0} tokens and more failed and were left out. {1}', leftOut, lastError ?? '').trim();
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
