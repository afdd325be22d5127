import type { Usage } from '../core/streamEvent';
import { asCount, asObject, type JsonObject } from './json';

/** Token totals of Anthropic's usage object, normalised: its input leaves out what was read from or written to a cache. */
export function anthropicUsage(usage: JsonObject): Usage {
  const fresh = asCount(usage['input_tokens']);
  const cached = asCount(usage['cache_read_input_tokens']);
  const written = asCount(usage['cache_creation_input_tokens']);
  return {
    inputTotal: fresh === null ? null : fresh + (cached ?? 0) + (written ?? 0),
    inputCached: cached,
    inputCacheWrite: written,
    outputTotal: asCount(usage['output_tokens']),
    outputReasoning: asCount(asObject(usage['output_tokens_details'])?.['thinking_tokens']),
  };
}
