import { ChunkSeries } from '../../../webview/state/chunkSeries';
import type { Channel } from '../../../src/core/vocabulary';

/** A series with chunks at the given moments, one token of four characters each. */
export function seriesAt(moments: readonly number[], channel: Channel = 'answer'): ChunkSeries {
  const series = new ChunkSeries();
  series.append(moments.map((atMs) => ({ atMs, channel, tokens: 1, text: 'word' })));
  return series;
}

/** Moments from the first on, each a gap after the one before. */
export const momentsOf = (firstMs: number, gapsMs: readonly number[]): readonly number[] =>
  gapsMs.reduce<number[]>((moments, gapMs) => [...moments, (moments.at(-1) ?? 0) + gapMs], [firstMs]);
