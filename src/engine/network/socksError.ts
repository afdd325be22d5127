import { runError, RunFailure } from '../../core/runError';
import type { ErrorKind } from '../../core/vocabulary';
import type { Destination } from './noProxy';
import type { Proxy } from './proxyFor';

interface Wording {
  readonly pattern: RegExp;
  readonly kind: ErrorKind;
  readonly say: (to: string, proxy: Proxy) => string;
}

/** By the words of the library, which keeps the codes of the protocol in them only. */
const WORDINGS: readonly Wording[] = [
  {
    pattern: /authentication/i,
    kind: 'unauthorized',
    say: (_, { address, from }) =>
      `The proxy ${address} wants a user name and a password, or does not take those it got. Put them into its address (socks5://user:password@host:port) in ${from}.`,
  },
  {
    pattern: /NotAllowed/,
    kind: 'forbidden',
    say: (to, { address }) =>
      `The proxy ${address} does not let connections to ${to} through. Ask whoever runs it, or add the host to http.noProxy or NO_PROXY if it can be reached without.`,
  },
  {
    pattern: /ConnectionRefused/,
    kind: 'refused',
    say: (to, { address }) =>
      `${to} accepts no connections (through the proxy ${address}). Start the server, or correct host and port in the target's url.`,
  },
  {
    pattern: /rejected/i,
    kind: 'server-error',
    say: (to, { address }) =>
      `The proxy ${address} could not reach ${to}. Check the target's url; a host that only this network knows belongs into http.noProxy or NO_PROXY.`,
  },
  {
    pattern: /invalid/i,
    kind: 'malformed',
    say: (_, { address, from }) =>
      `The proxy ${address} answered with something that is not SOCKS. Check scheme, host and port in ${from}.`,
  },
  {
    pattern: /timed out/i,
    kind: 'timeout',
    say: (to, { address }) => `The proxy ${address} did not connect to ${to} in time. Check that the server runs.`,
  },
];

const CLOSED: Omit<Wording, 'pattern'> = {
  kind: 'reset',
  say: (to, { address, from }) =>
    `The proxy ${address} closed the connection while it was asked for ${to}. Check scheme, host and port in ${from}.`,
};

/** Why a SOCKS proxy made no connection. The library's own error is not kept: it holds the password. */
export function socksRefusal(words: string, { host, port }: Destination, proxy: Proxy): RunFailure {
  const { kind, say } = WORDINGS.find(({ pattern }) => pattern.test(words)) ?? CLOSED;
  return new RunFailure(runError(kind, say(`${host}:${String(port)}`, proxy), { detail: words || null }));
}
