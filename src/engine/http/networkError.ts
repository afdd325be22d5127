import { runError, RunFailure, type RunError } from '../../core/runError';
import type { ErrorKind } from '../../core/vocabulary';
import { proxyConnectionError, withProxyNamed } from '../network/proxyError';
import type { Proxy } from '../network/proxyFor';

/** One sentence of what happened and one of what to do; `at` is the address as it may be shown. */
interface Wording {
  readonly kind: ErrorKind;
  say(at: string): string;
}

const tls = (say: Wording['say']): Wording => ({ kind: 'tls', say });

const unknownAuthority = tls(
  (at) =>
    `No secure connection to ${at}: its certificate could not be trusted, as its authority is not known here. If it is your own or your company's, name the file with the authority's certificate in tls.ca of the target, in the setting promptProfiler.certificateAuthorities or in NODE_EXTRA_CA_CERTS.`,
);
const wrongName = tls(
  (at) =>
    `No secure connection to ${at}: its certificate is for another host name. Correct the host in the target's url, or name the one of the certificate in tls.serverName.`,
);
const badDates = tls(
  (at) =>
    `No secure connection to ${at}: its certificate is not valid now. Have it renewed, and check the clock of this machine.`,
);
const untrusted = tls(
  (at) =>
    `No secure connection to ${at}: its certificate could not be trusted. Look into the certificate with whoever runs the server.`,
);
const wantsCertificate = tls(
  (at) =>
    `${at} ended the secure connection over the client's certificate: it wants one that it trusts. Name it in tls.cert and tls.key, or in tls.pfx of the target.`,
);

const unreachable: Wording = {
  kind: 'refused',
  say: (at) => `${at} cannot be reached from this machine. Check the network, the address and any VPN or firewall.`,
};

const notFound: Wording = {
  kind: 'dns',
  say: (at) => `The host name of ${at} was not found. Check the spelling of the address and the network connection.`,
};

const badAddress: Wording = {
  kind: 'bad-request',
  say: (at) =>
    `The request to ${at} could not be made: its address or one of its headers holds a character that HTTP does not allow. Check the target's url, headers and key.`,
};

const reset: Wording = {
  kind: 'reset',
  say: (at) =>
    `${at} closed the connection before the answer was complete. Look into the server's log, then run again.`,
};

/** Node's error codes, in our words. Order matters only for the patterns, which overlap. */
const wordings: readonly (readonly [code: RegExp, Wording])[] = [
  [/^(?:ENOTFOUND|EAI_)/, notFound],
  [
    /^ECONNREFUSED$/,
    {
      kind: 'refused',
      say: (at) =>
        `Nothing accepts connections at ${at}. Start the server, or correct the host and port in the target's url.`,
    },
  ],
  [
    /^ENOENT$/,
    {
      kind: 'refused',
      say: (at) => `There is no socket at ${at}. Start the server, or correct the path in the target's url.`,
    },
  ],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/, unreachable],
  [
    /^ETIMEDOUT$/,
    { kind: 'timeout', say: (at) => `The connection to ${at} timed out. Check the address and the network.` },
  ],
  [/^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/, reset],
  [
    /^(?:EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/,
    {
      kind: 'tls',
      say: (at) =>
        `${at} does not speak TLS as expected. If the server speaks plain HTTP, begin the target's url with http:// instead of https://.`,
    },
  ],
  [/^ERR_SSL_.*(?:CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA|ALERT_CERTIFICATE)/, wantsCertificate],
  [/^ERR_SSL_.*ALERT_HANDSHAKE_FAILURE$/, wantsCertificate],
  [/^(?:ERR_TLS_CERT_ALTNAME_|HOSTNAME_MISMATCH)/, wrongName],
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, badDates],
  [/^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED)/, unknownAuthority],
  [/^(?:ERR_TLS_|ERR_SSL_|CERT_)/, untrusted],
  [
    /^HPE_/,
    {
      kind: 'malformed',
      say: (at) =>
        `${at} answered with something that is not HTTP. Check that host and port belong to a model server, and whether it wants https://.`,
    },
  ],
  [
    /^Z_|^ERR_(?:BROTLI|_ZLIB|ZLIB)/,
    {
      kind: 'malformed',
      say: (at) =>
        `${at} sent a compressed answer that cannot be unpacked. Switch compression off at the server or proxy.`,
    },
  ],
  [/^(?:ERR_INVALID_|ERR_UNESCAPED_|ERR_HTTP_INVALID_)/, badAddress],
];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Turns what Node throws around a request into an error of the closed list. With a proxy, it is the only one connected to. */
export function networkError(error: unknown, at: string, proxy: Proxy | null = null): RunError {
  const code = codeOf(error);
  const detail = (error instanceof Error && error.message ? error.message : code) || null;
  const ofProxy = proxy && proxyConnectionError(code, proxy, detail);
  if (ofProxy) return ofProxy;
  const wording = wordings.find(([pattern]) => pattern.test(code))?.[1] ?? reset;
  const through = proxy ? ` (through the proxy ${proxy.address})` : '';
  return runError(wording.kind, wording.say(`${at}${through}`), { detail });
}

/** Whatever went wrong around a request, as a failure of the closed list. */
export function networkFailure(error: unknown, at: string, proxy: Proxy | null): RunFailure {
  const known = error instanceof RunFailure ? error : null;
  const told = known?.error ?? networkError(error, at, proxy);
  const isPlain = at.startsWith('http:');
  if (known && !(proxy && isPlain)) return known;
  return new RunFailure(proxy && isPlain && known ? withProxyNamed(told, proxy) : told, { cause: error });
}
