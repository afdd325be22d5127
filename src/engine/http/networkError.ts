import { runError, type RunError } from '../../core/runError';
import type { ErrorKind } from '../../core/vocabulary';

/** One sentence of what happened and one of what to do; `at` is the address as it may be shown. */
interface Wording {
  readonly kind: ErrorKind;
  say(at: string): string;
}

const tls: Wording = {
  kind: 'tls',
  say: (at) =>
    `No secure connection to ${at}: its certificate could not be trusted. Install the certificate's authority (NODE_EXTRA_CA_CERTS) or correct the host name.`,
};

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
  [/^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/, tls],
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

/** Turns what Node throws around a request into an error of the closed list. */
export function networkError(error: unknown, at: string): RunError {
  const code = codeOf(error);
  const wording = wordings.find(([pattern]) => pattern.test(code))?.[1] ?? reset;
  const detail = error instanceof Error && error.message ? error.message : code;
  return runError(wording.kind, wording.say(at), { detail: detail || null });
}
