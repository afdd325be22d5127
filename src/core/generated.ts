import type { RunReport } from './runReport';
import type { Chunk, RunTrace } from './runTrace';

/** What is asked again and again of the generated chunks of a trace. */

/** Silences between generated chunks, in ms; one fewer than chunks. */
export function gapsOf(chunks: readonly Chunk[]): number[] {
  const gaps: number[] = [];
  let previous: Chunk | null = null;
  for (const chunk of chunks) {
    if (previous !== null) gaps.push(chunk.atMs - previous.atMs);
    previous = chunk;
  }
  return gaps;
}

/** First generated chunk that is not reasoning. */
export const firstAnswerOf = (chunks: readonly Chunk[]): Chunk | null =>
  chunks.find(({ channel }) => channel !== 'reasoning') ?? null;

export const hasReasoning = (chunks: readonly Chunk[]): boolean =>
  chunks.some(({ channel }) => channel === 'reasoning');

/**
 * Reasoning tokens that the server counted but never streamed. They were generated before the first chunk, so they take
 * part in cost and in totals, but not in the time between chunks.
 */
export const hiddenReasoningTokens = (trace: RunTrace, tokens: RunReport['tokens']): number =>
  hasReasoning(trace.chunks) ? 0 : (tokens.output.reasoning ?? 0);

/** Output tokens that came as chunks. */
export function streamedTokens(trace: RunTrace, tokens: RunReport['tokens']): number | null {
  const { total } = tokens.output;
  return total === null ? null : total - hiddenReasoningTokens(trace, tokens);
}

/**
 * The answer came as one body, or asked-for streaming delivered it in one piece: then nothing tells when its first token
 * was ready. One chunk of a single token is an honest first token, and a run that broke off may have had more to come.
 */
export function isInOnePiece(trace: RunTrace, tokens: RunReport['tokens']): boolean {
  if (!trace.streamed) return true;
  return trace.chunks.length === 1 && trace.status === 'completed' && streamedTokens(trace, tokens) !== 1;
}

/** When the answered request began: after the refused or redirected ones, which are part of the run. */
export const answeredRequestStartMs = (trace: RunTrace): number => trace.attempts.at(-1)?.endMs ?? 0;
