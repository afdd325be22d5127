import type { HttpTarget } from '../../core/target';
import type { HttpProtocol, Vendor } from '../../core/vocabulary';
import { PROFILES } from './profiles';

/** Wire formats that one kind of server speaks and nobody else. */
const ONLY_SPEAKER: Readonly<Partial<Record<HttpProtocol, Vendor>>> = {
  'cohere-chat': 'cohere',
  'bedrock-converse': 'bedrock',
  'ollama-chat': 'ollama',
  'ollama-generate': 'ollama',
  'llamacpp-completion': 'llamacpp',
  'tgi-generate': 'tgi',
  'triton-generate': 'triton',
  'sglang-generate': 'sglang',
  'lmstudio-chat': 'lmstudio',
};

/** Who answers there: as the target says, by its host, or by what it speaks; `null` when only the server itself can tell. */
export function vendorOfTarget({ vendor, url, protocol }: HttpTarget): Vendor | null {
  return vendor ?? vendorOfHost(url) ?? ONLY_SPEAKER[protocol] ?? null;
}

/** The cloud at an address, `null` for any other host. */
export function vendorOfHost(url: string): Vendor | null {
  const host = hostOf(url);
  if (host === null) return null;
  return PROFILES.find(({ hosts }) => hosts.some((pattern) => isHost(host, pattern)))?.id ?? null;
}

/** An address without the parts that no host has; the pure rooms know no `URL`. */
export const hostOf = (url: string): string | null =>
  /^https?:\/\/(?:[^/?#\\]*@)?(\[[^\]]*\]|[^/?#\\:@\s]+)(?::\d*)?(?:[/?#]|$)/i
    .exec(url)?.[1]
    ?.toLowerCase()
    .replace(/\.$/, '') ?? null;

function isHost(host: string, pattern: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${source.join('[a-z0-9.-]+')}$`).test(host);
}
