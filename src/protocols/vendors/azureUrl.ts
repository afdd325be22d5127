/** The version that the classic routes are asked for when the address names none. */
const API_VERSION = '2024-10-21';

/** Azure's two forms of an address, completed: `…/openai/v1`, and `…/openai/deployments/{name}?api-version=…`. */
export function azureUrl(url: string): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  const trimmed = path.replace(/\/+$/, '');
  if (/^https?:\/\/[^/]+(?:\/openai)?$/i.test(trimmed)) return `${trimmed.replace(/\/openai$/, '')}/openai/v1${query}`;
  if (!/\/openai\/deployments\/[^/]+/.test(trimmed) || /[?&]api-version=/.test(query)) return url;
  return `${trimmed}${query === '' || query === '?' ? '?' : `${query}&`}api-version=${API_VERSION}`;
}
