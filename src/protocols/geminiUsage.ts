import type { Usage } from '../core/streamEvent';
import { asCount, asObject, type JsonObject } from './json';

/** What a chunk says of the tokens generated so far: of the visible answer, and of thoughts, which are not part of it. */
export interface GeminiTotals {
  readonly usage: Usage;
  readonly candidates: number | null;
  readonly thoughts: number | null;
}

/** Totals of one chunk, normalised; `null` when it has none. */
export function geminiTotals(chunk: JsonObject): GeminiTotals | null {
  const said = asObject(chunk['usageMetadata']);
  if (!said) return null;
  const prompt = asCount(said['promptTokenCount']);
  const candidates = asCount(said['candidatesTokenCount']);
  const thoughts = asCount(said['thoughtsTokenCount']);
  const isGenerating = candidates !== null || thoughts !== null;
  return {
    candidates,
    thoughts,
    usage: {
      inputTotal: prompt === null ? null : prompt + (asCount(said['toolUsePromptTokenCount']) ?? 0),
      inputCached: asCount(said['cachedContentTokenCount']),
      inputCacheWrite: null,
      outputTotal: isGenerating ? (candidates ?? 0) + (thoughts ?? 0) : null,
      outputReasoning: thoughts,
    },
  };
}
