import type { RunRequest } from '../../core/runRequest';
import { isHttpTarget, type HttpTarget } from '../../core/target';
import { asObject, type JsonObject } from '../json';
import { azureUrl } from './azureUrl';
import type { VendorProfile } from './vendorProfile';

/** A request as it is put to a vendor: at a complete address, and with what makes the vendor tell more. The user's own words win. */
export function askedOf(request: RunRequest, profile: VendorProfile): RunRequest {
  const { target } = request;
  if (!isHttpTarget(target)) return request;
  const asked: HttpTarget = { ...target, vendor: profile.id, url: completeUrl(target, profile) };
  const extras = profile.extras[target.protocol];
  if (!extras) return { ...request, target: asked };
  const extra = { ...beneath(extras, target.parameters?.extra ?? {}) };
  return { ...request, target: { ...asked, parameters: { ...target.parameters, extra } } };
}

/** `under` with what stands in `over`, where both are objects field by field. */
function beneath(under: JsonObject, over: JsonObject): JsonObject {
  const both = Object.entries(under).map(([name, value]) => {
    const [inner, outer] = [asObject(value), asObject(over[name])];
    return [name, inner && outer ? { ...inner, ...outer } : (over[name] ?? value)] as const;
  });
  return { ...over, ...Object.fromEntries(both) };
}

/** A bare host gets the path that the vendor's base URL has; only OpenAI's routes leave that to the user. */
function completeUrl({ url, protocol }: HttpTarget, { id, baseUrl, kind }: VendorProfile): string {
  if (!protocol.startsWith('openai-')) return url;
  if (id === 'azure-openai') return azureUrl(url);
  const path = kind === 'cloud' && /^https?:\/\/[^/]+(\/.*)$/.exec(baseUrl)?.[1];
  const bare = /^(https?:\/\/[^/?#]+)\/*$/i.exec(url)?.[1];
  return path && bare && !path.includes('{') ? `${bare}${path}` : url;
}
