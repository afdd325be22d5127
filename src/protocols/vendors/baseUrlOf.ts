import { serverRoot } from './serverRoot';
import type { VendorProfile } from './vendorProfile';

/** Scheme and host alone, as people type an address. */
const isBare = (url: string): boolean => /^https?:\/\/[^/?#]+\/*$/i.test(url);

/**
 * The address that a target of this vendor wants, from one that people typed or pasted. What is known of the vendor's path replaces
 * a route or a version at the end; a cloud's address, and a path of one's own at an unknown server, are left as they are.
 */
export function baseUrlOf(url: string, { id, kind, baseUrl }: VendorProfile): string {
  const path = /^https?:\/\/[^/]+(\/[^{]*)?$/i.exec(baseUrl.replace('{host}', 'host'))?.[1] ?? '';
  if (isBare(url)) return `${url.replace(/\/+$/, '')}${path}`;
  return kind === 'server' && id !== 'generic' ? `${serverRoot(url)}${path}` : url;
}
