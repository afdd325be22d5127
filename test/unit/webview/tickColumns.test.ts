import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChunkSeries } from '../../../webview/state/chunkSeries';
import { TickColumns, tickColumns } from '../../../webview/layout/tickColumns';
import { momentsOf, seriesAt } from './series';

const gaps = fc.array(fc.double({ min: 0.01, max: 900, noNaN: true }), { minLength: 1, maxLength: 200 });
const width = fc.integer({ min: 1, max: 400 });

const shown = (columns: TickColumns) => ({
  counts: [...columns.counts],
  worst: [...columns.worstGapMs],
  index: [...columns.worstIndex],
  filled: columns.filled,
});

describe('chunks gathered by pixel', () => {
  test('however small the picture, every chunk is in it and the longest gap is drawn', () => {
    fc.assert(
      fc.property(gaps, width, (gapsMs, pixels) => {
        const moments = momentsOf(100, gapsMs);
        const columns = new TickColumns(seriesAt(moments), { startMs: 0, endMs: moments.at(-1)! + 1 }, pixels);
        expect(columns.counts.reduce((sum, count) => sum + count, 0)).toBe(moments.length);
        expect(Math.max(...columns.worstGapMs)).toBeCloseTo(Math.max(...gapsMs), 6);
      }),
    );
  });

  test('taken in piece by piece they are the same as all at once', () => {
    fc.assert(
      fc.property(gaps, width, fc.integer({ min: 1, max: 20 }), (gapsMs, pixels, piece) => {
        const moments = momentsOf(100, gapsMs);
        const range = { startMs: 0, endMs: moments.at(-1)! + 1 };
        const growing = new ChunkSeries();
        let columns: TickColumns | null = null;
        for (let from = 0; from < moments.length; from += piece) {
          const part = moments.slice(from, from + piece);
          growing.append(part.map((atMs) => ({ atMs, channel: 'answer', tokens: 1, text: 'word' })));
          columns = tickColumns(columns, growing, range, pixels);
        }
        expect(shown(columns!)).toEqual(shown(new TickColumns(seriesAt(moments), range, pixels)));
      }),
    );
  });

  test('while only chunks are added the columns stay the same object; another view makes new ones', () => {
    const series = seriesAt([100, 120]);
    const range = { startMs: 0, endMs: 1000 };
    const first = tickColumns(null, series, range, 300);
    series.append([{ atMs: 140, channel: 'answer', tokens: 1, text: 'x' }]);
    expect(tickColumns(first, series, { ...range }, 300)).toBe(first);
    expect(first.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(tickColumns(first, series, { startMs: 0, endMs: 2000 }, 300)).not.toBe(first);
    expect(tickColumns(first, series, range, 301)).not.toBe(first);
    expect(tickColumns(first, seriesAt([100, 120]), range, 300)).not.toBe(first);
  });

  test('a zoomed view holds only what lies in it, and the gap of its first chunk reaches back out of it', () => {
    const columns = new TickColumns(seriesAt([100, 400, 500, 900]), { startMs: 350, endMs: 600 }, 250);
    expect(columns.filled).toEqual([50, 150]);
    expect(columns.worstGapMs[50]).toBe(300);
  });
});
