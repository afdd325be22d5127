import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../../src/core/statistics/compareRuns';
import { drift } from '../../../../src/core/statistics/drift';
import { medianInterval } from '../../../../src/core/statistics/medianInterval';
import { medianRatio } from '../../../../src/core/statistics/medianRatio';
import { summarize } from '../../../../src/core/statistics/summarize';
import { noise, sample } from './noise';

const values = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 60 });
const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

describe('the summary of a metric', () => {
  test('of ten runs, by hand', () => {
    expect(summarize([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual({
      n: 10,
      median: 5.5,
      mean: 5.5,
      stdev: expect.closeTo(3.02765, 5) as number,
      p95: null,
      min: 1,
      max: 10,
      ci95: [expect.closeTo(2.6577, 4), expect.closeTo(8.3423, 4)],
    });
  });

  test.each([
    [19, null],
    [20, expect.closeTo(19.05, 10)],
  ])('of %i runs has the 95th percentile %s', (n, p95) => {
    expect(summarize(upTo(n))?.p95).toEqual(p95);
  });

  test('of no runs is nothing; of one it has no spread', () => {
    expect(summarize([])).toBeNull();
    expect(summarize([7])).toMatchObject({ n: 1, median: 7, stdev: null, ci95: null });
  });

  test('of four runs has no interval; of five it is their whole range', () => {
    expect(summarize([1, 2, 3, 4])?.ci95).toBeNull();
    expect(summarize([5, 3, 1, 2, 4])?.ci95).toEqual([1, 5]);
  });
});

describe('the interval of a median', () => {
  test('holds the median and stays inside the values', () => {
    fc.assert(
      fc.property(values, (some) => {
        const { median, min, max, ci95 } = summarize(some)!;
        expect(ci95![0]).toBeGreaterThanOrEqual(min);
        expect(ci95![0]).toBeLessThanOrEqual(median);
        expect(ci95![1]).toBeGreaterThanOrEqual(median);
        expect(ci95![1]).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('is the same for the same runs in any order', () => {
    fc.assert(
      fc.property(values, (some) => {
        expect(summarize(some.toReversed())).toEqual(summarize(some));
      }),
    );
  });

  test('is not moved by how far out an outlier lies', () => {
    const runs = upTo(12);
    expect(summarize([...runs.slice(0, -1), 1e9])?.ci95).toEqual(summarize(runs)?.ci95);
  });

  test('of ten thousand runs is still a number', () => {
    const [low, high] = medianInterval(upTo(10_000))!;
    expect(low).toBeCloseTo(5000.5 - 98, -1);
    expect(high).toBeCloseTo(5000.5 + 98, -1);
  });
});

describe('the ratio of medians', () => {
  test('turns over with its sides, and so does its interval', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [there, back] = [medianRatio(a, b)!, medianRatio(b, a)!];
        expect(there.ratio * back.ratio).toBeCloseTo(1, 9);
        expect(there.ci95![0] * back.ci95![1]).toBeCloseTo(1, 6);
      }),
    );
  });

  test('is there for few runs, without an interval; and for zero it is not', () => {
    const few = medianRatio([10, 10], [5]);
    expect(few?.ratio).toBeCloseTo(0.5, 12);
    expect(few?.ci95).toBeNull();
    expect(medianRatio([0, 1, 2], [1, 2, 3])).toBeNull();
    expect(medianRatio([], [1])).toBeNull();
  });
});

describe('a comparison', () => {
  const fast = upTo(10).map((x) => 100 + x / 10);
  const slow = fast.map((x) => 2 * x);

  test.each([
    ['times', false, 'a-faster', 'b-faster'],
    ['speeds', true, 'b-faster', 'a-faster'],
  ] as const)('of %s knows which way is faster', (_, higherIsFaster, verdict, turned) => {
    expect(compareRuns(fast, slow, higherIsFaster)).toMatchObject({ verdict, runsNeeded: null });
    expect(compareRuns(slow, fast, higherIsFaster)).toMatchObject({ verdict: turned });
  });

  test('of the same runs shows no difference, and nothing is left to settle when they hardly vary', () => {
    expect(compareRuns(fast, fast, false)).toMatchObject({
      ratio: 1,
      verdict: 'no-difference-shown',
      runsNeeded: null,
    });
  });

  test('with fewer than five runs on a side wants more, however far they lie apart', () => {
    expect(compareRuns(fast, slow.slice(0, 4), false)).toMatchObject({
      ci95: null,
      verdict: 'more-runs-needed',
      runsNeeded: 10,
    });
    expect(compareRuns([], slow, false)).toMatchObject({ ratio: null, verdict: 'more-runs-needed' });
  });

  test('of few runs whose interval allows that one is twice as fast wants more', () => {
    const wild = [1, 2, 4, 8, 16, 32];
    const { verdict, runsNeeded } = compareRuns(wild, wild, false);
    expect(verdict).toBe('more-runs-needed');
    expect(runsNeeded).toBeGreaterThan(100);
  });
});

describe('drift', () => {
  test('is told with its size and direction', () => {
    expect(drift(upTo(20).map((x) => 100 + x))).toBeCloseTo(19 / 110.5, 6);
    expect(drift(upTo(20).map((x) => 100 - x))).toBeLessThan(0);
  });

  test('is told through noise and outliers', () => {
    const { withOutliers } = noise(5);
    const runs = sample(40, withOutliers).map((x, index) => x * (1 + index / 40));
    expect(drift(runs)).toBeGreaterThan(0.4);
  });

  test('is told of a single lasting step, though most runs equal each other', () => {
    expect(drift([...Array<number>(6).fill(100), ...Array<number>(6).fill(200)])).toBeGreaterThan(0.5);
  });

  test.each([
    ['too few runs', upTo(7)],
    ['equal runs', Array<number>(20).fill(5)],
    ['a certain but tiny trend', upTo(20).map((x) => 1000 + x)],
    ['runs to and fro', upTo(20).map((x) => (x % 2) * 50 + 100)],
    [
      'one late outlier',
      [
        ...Array<number>(15)
          .fill(5)
          .map((x, i) => x + (i % 3)),
        500,
      ],
    ],
  ])('is not told of %s', (_, runs) => expect(drift(runs)).toBeNull());
});
