import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heatOf, heatScale } from '../../../src/core/gapHeat';
import { percentile, sortedNumbers } from '../../../src/core/percentile';

/** Chunks from 0 on with these gaps between them. */
const chunks = (...gaps: number[]) =>
  gaps.reduce<{ atMs: number }[]>((all, gap) => [...all, { atMs: (all.at(-1)?.atMs ?? 0) + gap }], [{ atMs: 0 }]);

describe('the shade of a piece', () => {
  test('follows the median of its own run', () => {
    const scale = heatScale(chunks(100, 100, 100, 100, 250))!;
    expect(scale.medianMs).toBe(100);
    expect([100, 150, 151, 201, 301, 500, 501].map((gap) => heatOf(gap, scale))).toEqual([0, 0, 1, 2, 3, 3, 4]);
  });

  test('counts from the very median, however many gaps there are', () => {
    const gap = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.array(gap, { minLength: 1, maxLength: 80 }), (gaps) => {
        const expected = percentile(sortedNumbers(gaps), 0.5)!;
        expect(heatScale(chunks(...gaps))!.medianMs).toBeCloseTo(expected, 6);
      }),
    );
  });

  test('is that of a stall only from 200 ms on', () => {
    const scale = heatScale(chunks(10, 10, 10))!;
    expect([60, 199, 201].map((gap) => heatOf(gap, scale))).toEqual([3, 3, 4]);
  });

  test('is none for the first piece, which no gap went before', () => {
    expect(heatOf(Number.NaN, heatScale(chunks(10, 10))!)).toBe(0);
  });

  test('has no scale with fewer than two chunks', () => {
    expect([heatScale([]), heatScale(chunks())]).toEqual([null, null]);
  });
});
