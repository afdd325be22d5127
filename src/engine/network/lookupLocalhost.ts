import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

const LOOPBACK: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * `localhost` is this machine in both families, whatever its list of hosts says (RFC 6761): some know it in one of them only, and
 * a server may listen in the other. What the system says comes first, so that the same server is asked as by any other program.
 */
export const lookupLocalhost: LookupFunction = (host, options, callback) => {
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    const known = error ? [] : found;
    const missing = LOOPBACK.filter(({ address }) => !known.some((entry) => entry.address === address));
    const all = [...known, ...missing];
    if (options.all) return callback(null, all);
    callback(null, all[0]?.address ?? '', all[0]?.family);
  });
};
