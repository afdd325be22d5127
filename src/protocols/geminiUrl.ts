/** How the answer is asked for: in pieces, or whole. */
const METHOD = { streamed: 'streamGenerateContent', whole: 'generateContent' } as const;

/** The version of the API that takes a system instruction and thoughts, for base URLs that name none. */
const VERSION = 'v1beta';

/**
 * Address of a model under the base URL of Gemini or Vertex AI: with or without a version, with or without the path to the
 * models, or a full endpoint, of which only the method changes. Without `alt=sse` the answer would come as one JSON array.
 */
export function geminiUrl(base: string, model: string, isStreamed: boolean): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(base) ?? [];
  const trimmed = path.replace(/\/+$/, '');
  const method = isStreamed ? METHOD.streamed : METHOD.whole;
  const others = query
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('alt='));
  const fields = isStreamed ? ['alt=sse', ...others] : others;
  return `${modelUrl(trimmed, model)}:${method}${fields.length > 0 ? `?${fields.join('&')}` : ''}`;
}

function modelUrl(path: string, model: string): string {
  const endpoint = /^(.*\/[^/:]+):(?:streamGenerateContent|generateContent)$/.exec(path);
  if (endpoint?.[1]) return endpoint[1];
  if (/\/(models|tunedModels|endpoints)\/[^/]+$/.test(path)) return path;
  if (path.endsWith('/models')) return `${path}/${model.replace(/^models\//, '')}`;
  const versioned = /\/v\d\w*(\/|$)/.test(path) ? path : `${path}/${VERSION}`;
  return `${versioned}/${model.includes('/') ? model : `models/${model}`}`;
}

/** Vertex AI takes access tokens, the Gemini API takes keys. */
export const isVertex = (base: string): boolean => /^https?:\/\/([^/]*-)?aiplatform\.[^/]*googleapis\.com/i.test(base);
