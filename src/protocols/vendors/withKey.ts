import type { KeyPlacement } from './vendorProfile';

/** Access tokens of Microsoft Entra are such texts; keys of Azure never are. */
const isAccessToken = (key: string): boolean => /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(key);

/**
 * Headers with the key where the vendor wants it. A dialect has put it where most servers of its protocol do, which is right for
 * all but those that are named here.
 */
export function withKey(
  headers: Readonly<Record<string, string>>,
  sentAs: KeyPlacement,
  apiKey: string | null,
): Readonly<Record<string, string>> {
  if (apiKey === null || sentAs !== 'api-key' || isAccessToken(apiKey)) return headers;
  const others = Object.entries(headers).filter(([name]) => name !== 'authorization');
  return { ...Object.fromEntries(others), 'api-key': apiKey };
}

/** The key alone, for a GET. */
export function keyHeaders(sentAs: KeyPlacement, apiKey: string | null): Readonly<Record<string, string>> {
  if (apiKey === null || sentAs === 'none') return {};
  const isBearer = sentAs === 'bearer' || sentAs === 'aws' || (sentAs === 'api-key' && isAccessToken(apiKey));
  return isBearer ? { authorization: `Bearer ${apiKey}` } : { [sentAs]: apiKey };
}
