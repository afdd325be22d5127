import type { VendorChoice } from '../../core/serverFacts';
import { PROFILES } from './profiles';
import { vendorOfHost } from './vendorOfTarget';

export { vendorOfHost };

/** All vendors as people choose one, in the order in which they are shown. */
export const vendorChoices = (): readonly VendorChoice[] =>
  PROFILES.map(({ id, title, kind, baseUrl, key, protocols }) => ({
    id,
    title,
    kind,
    baseUrl,
    keyVariables: key.variables,
    protocols,
  }));
