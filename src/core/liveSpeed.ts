import type { Chunk } from './runTrace';

const WINDOW_MS = 1000;
/** With less decode time than this behind us, a speed would be noise. */
const LEAST_SPAN_MS = 200;

/**
 * Decode tokens per second over the last second; `null` when there is nothing honest to show, never 0. The first chunk is
 * left out: it belongs to the time to first token. Chunks with unknown tokens weigh `tokensPerCharacter` each character;
 * without that ratio there is no speed yet. Costs a binary search and the chunks of one second.
 */
export function liveTokensPerSecond(
  chunks: readonly Chunk[],
  nowMs: number,
  tokensPerCharacter: number | null = null,
): number | null {
  const first = chunks[0];
  if (first === undefined) return null;
  const startMs = Math.max(nowMs - WINDOW_MS, first.atMs);
  if (nowMs - startMs < LEAST_SPAN_MS) return null;
  let tokens = 0;
  for (let index = firstAfter(chunks, startMs); index < chunks.length; index++) {
    const chunk = chunks[index];
    const weight =
      chunk?.tokens ?? (tokensPerCharacter === null ? null : (chunk?.text.length ?? 0) * tokensPerCharacter);
    if (weight === null) return null;
    tokens += weight;
  }
  return tokens === 0 ? null : (1000 * tokens) / (nowMs - startMs);
}

/** Index of the first chunk later than `atMs`. */
function firstAfter(chunks: readonly Chunk[], atMs: number): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chunks[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
