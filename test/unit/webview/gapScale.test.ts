import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapTopMs, stallThresholdMs, tickHeight } from '../../../webview/layout/gapScale';
import { gapBars, gapTicks, gapX } from '../../../webview/layout/gapBars';
import { liveStalls, stallFields } from '../../../webview/layout/stallFields';
import { binOf, binStartMs, GapCounts } from '../../../webview/state/gapCounts';
import { momentsOf, seriesAt } from './series';

const even = Array<number>(60).fill(20);

describe('counts of gaps', () => {
  test('a gap lies between the borders of its bin', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 900_000, noNaN: true }), (gapMs) => {
        const bin = binOf(gapMs);
        expect(binStartMs(bin)).toBeLessThanOrEqual(gapMs * 1.000_001);
        expect(binStartMs(bin + 1)).toBeGreaterThanOrEqual(gapMs * 0.999_999);
      }),
    );
  });

  test.each([0, -3, 0.001, 1e9, Number.POSITIVE_INFINITY])('a gap of %d ms is not lost', (gapMs) => {
    const counts = new GapCounts();
    counts.add(gapMs);
    expect(counts.counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test('a quantile is right to one bin', () => {
    const counts = new GapCounts();
    for (let gapMs = 1; gapMs <= 1000; gapMs += 1) counts.add(gapMs);
    for (const share of [0.1, 0.5, 0.95]) {
      const ratio = counts.quantileMs(share) / (share * 1000);
      expect(ratio).toBeGreaterThan(0.88);
      expect(ratio).toBeLessThan(1.13);
    }
  });
});

describe('heights of ticks', () => {
  test('one long silence does not press the others flat', () => {
    const topMs = gapTopMs(seriesAt(momentsOf(100, [...even, 5000])));
    expect(topMs).toBeLessThanOrEqual(40);
    expect(tickHeight(20, topMs)).toBeGreaterThan(0.4);
    expect(tickHeight(5000, topMs)).toBe(1);
  });

  test('grow with the gap and are never nothing', () => {
    expect(tickHeight(0, 40)).toBeGreaterThan(0);
    expect(tickHeight(30, 40)).toBeGreaterThan(tickHeight(20, 40));
  });
});

describe('stalls of a run under way', () => {
  test.each([
    ['none in an even stream', even, []],
    ['a silence over the floor and five usual gaps', [...even, 262, 20], [262]],
    ['not a long gap below the floor', [...even, 190, 20], []],
    ['not a gap that is usual for a slow stream', [300, 310, 290, 320, 900], []],
  ])('%s', (_, gapsMs, expected) => {
    expect(liveStalls(seriesAt(momentsOf(100, gapsMs))).map(({ gapMs }) => Math.round(gapMs))).toEqual(expected);
  });

  test('the threshold is that of the metric', () => {
    expect(stallThresholdMs(seriesAt(momentsOf(100, even)))).toBe(200);
  });

  test('fields lie over the silence, and their texts never cover each other', () => {
    const stalls = [
      { atMs: 500, gapMs: 300 },
      { atMs: 520, gapMs: 15 },
      { atMs: 1000, gapMs: 400 },
    ];
    const fields = stallFields(stalls, { range: { startMs: 0, endMs: 1000 }, width: 1000, textWidth: () => 200 });
    expect(fields.map(({ x, width }) => [x, width])).toEqual([
      [200, 300],
      [505, 15],
      [600, 400],
    ]);
    expect(fields.map(({ labelX }) => labelX)).toEqual([205, null, 605]);
  });
});

describe('histogram of gaps', () => {
  const series = seriesAt(momentsOf(100, [...even, 21, 22, 30, 240]));
  test('holds every gap, with the tallest bar at full height, inside of the width', () => {
    const { bars } = gapBars(series.gaps, 400);
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(64);
    expect(Math.max(...bars.map(({ height }) => height))).toBe(1);
    expect(bars.at(-1)!.x + bars.at(-1)!.width).toBeCloseTo(400, 6);
  });

  test('equal gaps make one bar among empty neighbours, not a wall', () => {
    const { bars } = gapBars(seriesAt(momentsOf(100, even)).gaps, 400);
    expect(bars.filter(({ count }) => count > 0)).toHaveLength(1);
    expect(bars.length).toBeGreaterThan(10);
  });

  test('its texts are round, in order and far enough apart', () => {
    const bars = gapBars(series.gaps, 400);
    const ticks = gapTicks(bars, 60);
    expect(ticks.length).toBeGreaterThan(2);
    for (let index = 1; index < ticks.length; index += 1)
      expect(gapX(bars, ticks[index]!) - gapX(bars, ticks[index - 1]!)).toBeGreaterThanOrEqual(60);
  });

  test('its counts are round and whole, stand left of the bars, and end at the tallest one', () => {
    const { bars, left, counts } = gapBars(series.gaps, 400);
    const most = Math.max(...bars.map(({ count }) => count));
    expect(bars[0]?.x).toBe(left);
    expect(counts.length).toBeGreaterThan(1);
    for (const { count, height } of counts) {
      expect(Number.isInteger(count)).toBe(true);
      expect(height).toBeCloseTo(count / most, 9);
      expect(height).toBeLessThanOrEqual(1);
    }
    expect(gapBars(seriesAt([100, 120]).gaps, 400).counts).toEqual([{ count: 1, height: 1 }]);
  });

  test('without a gap there is nothing to draw', () => {
    expect(gapBars(seriesAt([100]).gaps, 400).bars).toEqual([]);
  });
});
