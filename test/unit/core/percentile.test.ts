import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distribution, percentile, sortedNumbers } from '../../../src/core/percentile';

describe('percentiles by linear interpolation between closest ranks', () => {
  test.each([
    // Values of numpy.percentile(sample, 100 * share) with its default method.
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.95, 3.85],
    [[7], 0.99, 7],
    [[1, 2], 0, 1],
    [[1, 2], 1, 2],
  ])('%j at %d is %d', (sample, share, expected) => {
    expect(percentile(sample, share)).toBeCloseTo(expected, 10);
  });

  test('an empty sample has none', () => expect(percentile([], 0.5)).toBeNull());

  test('rise with the share and stay within the sample', () => {
    const sample = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sample, share, share, (values, one, other) => {
        const sorted = sortedNumbers(values);
        const low = percentile(sorted, Math.min(one, other)) ?? NaN;
        const high = percentile(sorted, Math.max(one, other)) ?? NaN;
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual((sorted[0] ?? 0) - 1e-9);
        expect(high).toBeLessThanOrEqual((sorted.at(-1) ?? 0) + 1e-9);
      }),
    );
  });
});

describe('a distribution shows what its size carries', () => {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  test.each([
    [0, { p50: null, p95: null, p99: null, max: null, count: 0 }],
    [19, { p50: 9, p95: null, p99: null, max: 18, count: 19 }],
    [21, { p50: 10, p95: 19, p99: null, max: 20, count: 21 }],
    [101, { p50: 50, p95: 95, p99: 99, max: 100, count: 101 }],
  ])('%i samples', (count, expected) => expect(distribution(upTo(count))).toEqual(expected));

  test('leaves its argument in order of time', () => {
    const values = [3, 1, 2];
    distribution(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
