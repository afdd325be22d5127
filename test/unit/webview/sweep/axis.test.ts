import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decadeAxis, doublingAxis, linearAxis, type Axis } from '../../../../webview/layout/sweep/axis';

const positive = fc.double({ min: 0.001, max: 1e7, noNaN: true });
const length = fc.integer({ min: 60, max: 1600 });

/** What every axis keeps. */
function expectSound(axis: Axis, lengthPx: number, smallestPx: number): void {
  expect(axis.px(axis.low)).toBeCloseTo(0, 6);
  expect(axis.px(axis.high)).toBeCloseTo(lengthPx, 6);
  for (const { value, px } of axis.ticks) {
    expect(px).toBeCloseTo(axis.px(value), 6);
    expect(axis.valueAt(px) / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 6);
    expect(px).toBeGreaterThanOrEqual(-1e-6);
    expect(px).toBeLessThanOrEqual(lengthPx + 1e-6);
  }
  for (const [index, { px }] of axis.ticks.entries())
    if (index > 0) expect(px - axis.ticks[index - 1]!.px).toBeGreaterThanOrEqual(smallestPx - 1e-3);
}

describe('an axis from zero', () => {
  test('is to scale, ends at a round value that is not below the highest, and keeps its numbers apart', () => {
    fc.assert(
      fc.property(positive, length, (most, lengthPx) => {
        const axis = linearAxis(most, lengthPx, 40);
        expectSound(axis, lengthPx, 40);
        expect(axis.high).toBeGreaterThanOrEqual(most * (1 - 1e-9));
        expect(axis.px(most / 2)).toBeCloseTo(axis.px(most) / 2, 6);
      }),
    );
  });

  test('wastes less than a step, so that it grows step by step while higher values come in', () => {
    const ends = [90, 101, 140, 201, 390].map((most) => linearAxis(most, 400, 40).high);
    expect(ends).toEqual([90, 120, 140, 225, 400]);
  });

  test('has a scale even while there is nothing above zero', () => {
    expect(linearAxis(0, 100, 30)).toMatchObject({ low: 0, high: 1 });
  });
});

describe('an axis in doublings', () => {
  test.each([
    ['powers of two', { low: 128, high: 4096 }, [128, 4096], [128, 256, 512, 1024, 2048, 4096]],
    [
      'nearly powers of two, as prompts come out',
      { low: 127, high: 4130 },
      [127, 4130],
      [128, 256, 512, 1024, 2048, 4096],
    ],
    ['other lengths', { low: 300, high: 1500 }, [256, 2048], [256, 512, 1024, 2048]],
  ])('%s', (_, ends, [low, high], ticks) => {
    const axis = doublingAxis(ends, 500, 64);
    expect([axis.low, axis.high]).toEqual([low, high]);
    expect(axis.ticks.map(({ value }) => value)).toEqual(ticks);
  });

  test('is to scale: each doubling takes the same room', () => {
    const { px } = doublingAxis({ low: 128, high: 2048 }, 400, 64);
    expect([128, 256, 512, 1024, 2048].map((value) => Math.round(px(value)))).toEqual([0, 100, 200, 300, 400]);
  });

  test('keeps all values in view, their order, and its numbers apart', () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 1, max: 1e4, noNaN: true }), length, (low, times, lengthPx) => {
        const axis = doublingAxis({ low, high: low * times }, lengthPx, 64);
        expectSound(axis, lengthPx, 64);
        expect(axis.px(low)).toBeGreaterThanOrEqual(-1e-6);
        expect(axis.px(low * times)).toBeLessThanOrEqual(lengthPx + 1e-6);
      }),
    );
  });
});

describe('an axis in decades', () => {
  test.each([
    ['within one decade, in equal steps', { low: 21, high: 47 }, [20, 50], [20, 25, 30, 35, 40, 45, 50]],
    ['several', { low: 12, high: 900 }, [10, 1000], [10, 20, 50, 100, 200, 500, 1000]],
    ['a single value', { low: 20, high: 20 }, [20, 50], [20, 25, 30, 35, 40, 45, 50]],
  ])('%s', (_, ends, [low, high], ticks) => {
    const axis = decadeAxis(ends, 300, 34);
    expect([axis.low, axis.high].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([low, high]);
    expect(axis.ticks.map(({ value }) => value)).toEqual(ticks);
  });

  test('keeps all values in view and its numbers apart', () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 1, max: 1e5, noNaN: true }), length, (low, times, lengthPx) => {
        const axis = decadeAxis({ low, high: low * times }, lengthPx, 34);
        expectSound(axis, lengthPx, 34);
        expect(axis.px(low)).toBeGreaterThanOrEqual(-1e-6);
        expect(axis.px(low * times)).toBeLessThanOrEqual(lengthPx + 1e-6);
      }),
    );
  });
});
