/** The ways that a request can take. */
export const NETWORK_PATHS = ['direct', 'proxy', 'unix-socket'] as const;
export type NetworkPath = (typeof NETWORK_PATHS)[number];

/** One of several addresses of a host, which was tried before the one that answered. */
export interface FailedAddress {
  readonly address: string;
  /** In the system's own short words, for instance `ECONNREFUSED`. */
  readonly reason: string;
  /** When it was given up, ms since t0. */
  readonly atMs: number;
}

/** The way that the answered request took. */
export interface Connection {
  readonly path: NetworkPath;
  /** The address that was connected to: of the server, of its proxy, or the path of a socket. `null`: no connection stood. */
  readonly address: string | null;
  readonly family: 'IPv4' | 'IPv6' | null;
  readonly failedAddresses: readonly FailedAddress[];
  /** Whether the certificate was checked; `null` without TLS. */
  readonly certificate: 'checked' | 'unchecked' | null;
}
