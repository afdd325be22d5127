import { runError, RunFailure, type RunError } from '../../core/runError';
import type { Proxy } from './proxyFor';

/** What a proxy says itself, with a status of its own: it did not let the request through, or got nowhere with it. */
export function proxyRefusal(status: number, to: string, { address, from }: Proxy, detail: string | null): RunFailure {
  const rest = { httpStatus: status, detail };
  if (status === 407)
    return failure(
      'unauthorized',
      `The proxy ${address} wants a user name and a password, or does not take those it got (HTTP 407). Put them into the proxy's address (http://user:password@host:port) in ${from}, or set http.proxyAuthorization.`,
      rest,
    );
  if (status === 504)
    return failure(
      'timeout',
      `The proxy ${address} waited for ${to} in vain (HTTP 504). Check that the server runs, and the target's url.`,
      rest,
    );
  if (status >= 500)
    return failure(
      'server-error',
      `The proxy ${address} could not reach ${to} (HTTP ${String(status)}). Check the target's url; a host that only this network knows belongs into http.noProxy or NO_PROXY.`,
      rest,
    );
  return failure(
    'forbidden',
    `The proxy ${address} does not let requests to ${to} through (HTTP ${String(status)}). Ask whoever runs it, or add the host to http.noProxy or NO_PROXY if it can be reached without.`,
    rest,
  );
}

const failure = (...parts: Parameters<typeof runError>): RunFailure => new RunFailure(runError(...parts));

/**
 * Failures of a connection that can only be the proxy's, as nobody else is connected to. `null`: it may be anybody's, or there is
 * nothing to add.
 */
export function proxyConnectionError(
  code: string,
  { address, from, socks }: Proxy,
  detail: string | null,
): RunError | null {
  const rest = { detail };
  if (code === 'ECONNREFUSED')
    return runError(
      'refused',
      `The proxy ${address} accepts no connections. Start it, or correct ${from}, which names it.`,
      rest,
    );
  if (/^(?:ENOTFOUND|EAI_)/.test(code))
    return runError(
      'dns',
      `The host name of the proxy ${address} was not found. Correct ${from}, which names it.`,
      rest,
    );
  if (/^(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/.test(code))
    return runError(
      'refused',
      `The proxy ${address} cannot be reached from this machine. Check the network and ${from}, which names it.`,
      rest,
    );
  if (code === 'ETIMEDOUT')
    return runError(
      'timeout',
      `The connection to the proxy ${address} timed out. Check the network and ${from}.`,
      rest,
    );
  if (/^HPE_/.test(code) && !socks)
    return runError(
      'malformed',
      `The proxy ${address} answered with something that is not HTTP. Check host and port in ${from}.`,
      rest,
    );
  return null;
}

/** More of a proxy's own words than this helps nobody. */
const MOST_DETAIL_CHARACTERS = 300;

/** The title of a page, or the beginning of whatever else a proxy says. */
export function wordsOf(text: string): string | null {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
  return (title ?? text).trim().slice(0, MOST_DETAIL_CHARACTERS) || null;
}

/**
 * A proxy that handles plain HTTP itself answers in the server's name, so who sent a web page or a gateway's error is not known:
 * the proxy is named, too. A SOCKS proxy knows nothing of HTTP.
 */
export function withProxyNamed(error: RunError, proxy: Proxy): RunError {
  const mayBeProxys = error.kind === 'malformed' || [403, 502, 503, 504].includes(error.httpStatus ?? 0);
  if (!mayBeProxys || proxy.socks) return error;
  return {
    ...error,
    message: `${error.message} The request went through the proxy ${proxy.address}, which may be the one that answered.`,
  };
}
