import type { Usage } from '../core/streamEvent';
import { asCount, asObject, asText, type JsonObject } from './json';

/**
 * Token totals of one frame, normalised: input includes cached tokens, output includes reasoning. `null` when the frame
 * has none, or only zeros (which some servers send on every chunk and which count nothing).
 */
export function usageOf(frame: JsonObject): Usage | null {
  const usage = asObject(frame['usage']) ?? asObject(asObject(frame['x_groq'])?.['usage']);
  const timings = asObject(frame['timings']);
  const said = usage && fromUsage(usage);
  const timed = timings && fromTimings(timings);
  const cached = said?.inputCached ?? timed?.inputCached ?? fireworksCached(frame);
  const merged = said ? { ...said, inputCached: cached } : timed;
  return merged && (merged.inputTotal ?? 0) + (merged.outputTotal ?? 0) > 0 ? merged : null;
}

function fromUsage(usage: JsonObject): Usage | null {
  const input = asObject(usage['prompt_tokens_details']) ?? asObject(usage['prompt_token_details']) ?? {};
  const output = asObject(usage['completion_tokens_details']) ?? {};
  const outputReasoning = firstCount(output['reasoning_tokens'], usage['reasoning_tokens']);
  const inputTotal = asCount(usage['prompt_tokens']);
  return {
    inputTotal,
    inputCached: firstCount(
      input['cached_tokens'],
      usage['prompt_cache_hit_tokens'],
      usage['cached_tokens'],
      usage['num_cached_tokens'],
    ),
    inputCacheWrite: firstCount(input['cache_write_tokens'], usage['cache_write_tokens']),
    outputTotal: outputTotal(usage, inputTotal, outputReasoning),
    outputReasoning,
  };
}

/**
 * Most vendors count reasoning into `completion_tokens`; xAI and some others do not. Their own `total_tokens` gives it
 * away: it equals prompt + completion + reasoning exactly when reasoning was left out.
 */
function outputTotal(usage: JsonObject, input: number | null, reasoning: number | null): number | null {
  const completion = asCount(usage['completion_tokens']);
  const total = asCount(usage['total_tokens']);
  if (completion === null || input === null || total === null || !reasoning) return completion;
  return total === input + completion + reasoning ? completion + reasoning : completion;
}

/** llama.cpp counts in its timings too, also when no usage was asked for. */
function fromTimings(timings: JsonObject): Usage | null {
  const fresh = asCount(timings['prompt_n']);
  const cached = asCount(timings['cache_n']);
  return {
    inputTotal: fresh === null ? null : fresh + (cached ?? 0),
    inputCached: cached,
    inputCacheWrite: null,
    outputTotal: asCount(timings['predicted_n']),
    outputReasoning: null,
  };
}

/** Fireworks counts cached tokens among its times, as text. */
function fireworksCached(frame: JsonObject): number | null {
  const text = asText(asObject(frame['perf_metrics'])?.['cached-prompt-tokens']);
  return text === null ? null : asCount(Number(text));
}

function firstCount(...values: readonly unknown[]): number | null {
  for (const value of values) {
    const count = asCount(value);
    if (count !== null) return count;
  }
  return null;
}
