import { describe, expect, test } from 'vitest';
import { ChunkSeries } from '../../../webview/state/chunkSeries';
import { speedAt, speedCurve, speedTop, speedUnit } from '../../../webview/layout/speedCurve';
import { momentsOf, seriesAt } from './series';

const rules = {
  range: { startMs: 0, endMs: 2000 },
  width: 500,
  windowMs: 200,
  unit: { unit: 'tokens', perCharacter: null },
  endMs: 2000,
} as const;
const even = seriesAt(momentsOf(100, Array<number>(90).fill(20)));

describe('speed', () => {
  test('of an even stream is the same at each point', () => {
    const points = speedCurve(even, { ...rules, endMs: 1900 });
    expect(points.length).toBeGreaterThan(200);
    for (const { perSecond } of points) expect(perSecond).toBeCloseTo(50, 6);
  });

  test('the first chunk does not count, however much it holds', () => {
    const packed = new ChunkSeries();
    packed.append(
      momentsOf(100, Array<number>(90).fill(20)).map((atMs, index) => ({
        atMs,
        channel: 'answer',
        tokens: index === 0 ? 500 : 1,
        text: 'x',
      })),
    );
    expect(speedAt(packed, rules, 400)).toBeCloseTo(50, 6);
  });

  test('falls to zero in a silence that goes on, and to one token per gap in one that ended', () => {
    const silent = seriesAt(momentsOf(100, [20, 20, 20]));
    expect(speedAt(silent, rules, 1000)).toBe(0);
    const resumed = seriesAt(momentsOf(100, [20, 20, 20, 1000]));
    expect(speedAt(resumed, rules, 800)).toBeCloseTo(1, 6);
  });

  test('fewer than two chunks have none', () => {
    expect(speedCurve(seriesAt([100]), rules)).toEqual([]);
  });

  test('its unit is tokens when these are known or can be shared out, characters otherwise', () => {
    const untold = new ChunkSeries();
    untold.append([{ atMs: 1, channel: 'answer', tokens: null, text: 'twelve chars' }]);
    expect(speedUnit(even, null)).toEqual({ unit: 'tokens', perCharacter: null });
    expect(speedUnit(untold, 6)).toEqual({ unit: 'tokens', perCharacter: 0.5 });
    expect(speedUnit(untold, null)).toEqual({ unit: 'characters', perCharacter: null });
  });

  test('the scale always holds the reading speed', () => {
    expect(speedTop([{ x: 0, perSecond: 2 }], 10)).toBe(15);
    expect(speedTop([{ x: 0, perSecond: 58 }], 10)).toBe(60);
  });
});
