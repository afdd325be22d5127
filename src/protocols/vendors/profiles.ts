import type { Vendor } from '../../core/vocabulary';
import { MODEL_HOSTS } from './modelHosts';
import { MODEL_MAKERS } from './modelMakers';
import { OWN_SERVERS } from './ownServers';
import type { VendorProfile } from './vendorProfile';

/** All that are known, in the order in which they are shown. */
export const PROFILES: readonly VendorProfile[] = [...MODEL_MAKERS, ...MODEL_HOSTS, ...OWN_SERVERS];

const byId = new Map(PROFILES.map((profile) => [profile.id, profile]));

export function profileOf(vendor: Vendor): VendorProfile {
  const profile = byId.get(vendor);
  if (!profile) throw new RangeError(`no profile of ${vendor}`);
  return profile;
}
