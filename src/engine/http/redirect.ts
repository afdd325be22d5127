import { runError, RunFailure } from '../../core/runError';
import { addressOver, unixSocketOf } from '../../core/unixSocket';
import { shownUrl } from '../shownUrl';
import type { Refusal } from './refusalReader';

const MOST_REDIRECTS = 5;

/** Statuses that say "ask there instead". After 303 the answer would have to be fetched without a prompt, which is no model's way. */
const redirects = new Set([301, 302, 307, 308]);

/**
 * Where a redirect leads, or `null` when the refusal is none. Only another path at the same scheme, host and port is followed:
 * key and prompt go nowhere the user did not name.
 */
export function redirectOf(refusal: Refusal, from: URL, redirectsSoFar: number): URL | null {
  const { location } = refusal.headers;
  if (!redirects.has(refusal.status) || !location) return null;
  // The server behind a socket knows nothing of the socket's own address.
  const socket = unixSocketOf(from.href);
  const base = new URL(socket ? socket.path : from.href, 'http://localhost');
  if (!URL.canParse(location, base.href)) return null;
  const to = new URL(location, base);
  const httpStatus = refusal.status;
  if (to.origin !== base.origin)
    throw new RunFailure(
      runError(
        'untrusted',
        `${shownUrl(from.href)} redirects to another address, ${to.origin}. Neither prompt nor key was sent there; if you trust it, make it the target's url.`,
        { httpStatus },
      ),
    );
  if (redirectsSoFar >= MOST_REDIRECTS)
    throw new RunFailure(
      runError(
        'bad-request',
        `${shownUrl(from.href)} redirects again and again (${String(MOST_REDIRECTS)} times). Correct the target's url.`,
        { httpStatus },
      ),
    );
  return socket ? new URL(addressOver(socket, to.pathname + to.search)) : to;
}
