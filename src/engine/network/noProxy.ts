import { BlockList, isIP } from 'node:net';

/** Asks for a proxy even to this very machine; the word is Chromium's. */
const LOOPBACK_TOO = '<-loopback>';
/** Names without a dot, as within a company. */
const LOCAL_NAMES = '<local>';

/** Who is asked for. */
export interface Destination {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Whether a host is reached without a proxy, by the rules that curl, Go and the editor share: `*`, names with everything below
 * them, addresses, networks (`10.0.0.0/8`), each with a port or without. This very machine needs no rule.
 */
export function bypassesProxy(to: Destination, rules: readonly string[]): boolean {
  const wanted = rules.map((rule) => rule.trim().toLowerCase()).filter((rule) => rule !== '');
  const host = to.host.toLowerCase().replace(/\.$/, '');
  if (isLoopback(host) && !wanted.includes(LOOPBACK_TOO)) return true;
  return wanted.some((rule) => matches(rule, { ...to, host }));
}

/** This very machine. */
export const isLoopback = (host: string): boolean =>
  host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host) || isLocalhostName(host);

export const isLocalhostName = (host: string): boolean => /(?:^|\.)localhost$/i.test(host);

function matches(rule: string, { host, port }: Destination): boolean {
  if (rule === '*') return true;
  if (rule === LOCAL_NAMES) return isIP(host) === 0 && !host.includes('.');
  if (rule.includes('/')) return isInNetwork(rule, host);
  const [, name = '', wantedPort] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(rule) ?? [];
  if (wantedPort !== undefined && Number(wantedPort) !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  return bare !== '' && (host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`)));
}

function isInNetwork(rule: string, host: string): boolean {
  const [network = '', bits = ''] = rule.replace(/[[\]]/g, '').split('/');
  const [family, hostFamily] = [isIP(network), isIP(host)];
  const prefix = Number(bits);
  if (family === 0 || hostFamily !== family || bits === '' || !(prefix >= 0 && prefix <= (family === 4 ? 32 : 128)))
    return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}
