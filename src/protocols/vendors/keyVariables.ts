import { isLoopbackHost } from '../../core/loopback';
import { PROFILES, profileOf } from './profiles';
import { hostOf, vendorOfHost } from './vendorOfTarget';

/**
 * Environment variables in which the key for an address usually is. A cloud's key goes to that cloud's own hosts over TLS and
 * nowhere else, whatever a target says of itself; those of servers of one's own stay on this machine.
 */
export function keyVariables(url: string, vendor: string | undefined): readonly string[] {
  const host = hostOf(url);
  if (host === null) return [];
  const cloud = vendorOfHost(url);
  if (cloud !== null) return /^https:/i.test(url) ? profileOf(cloud).key.variables : [];
  const named = PROFILES.find(({ id, kind }) => id === vendor && kind === 'server')?.key.variables ?? [];
  return isLoopbackHost(host) ? named : [];
}
