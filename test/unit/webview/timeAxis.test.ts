import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { liveEndMs, timeAxis } from '../../../webview/layout/timeAxis';
import { isWhole, pan, spanMs, timeAt, xOf, zoom, type TimeRange } from '../../../webview/layout/timeRange';
import { wordsFor } from '../../../webview/view/words';

const whole: TimeRange = { startMs: 0, endMs: 10_000 };
const moment = fc.double({ min: 0, max: 10_000, noNaN: true });
const factor = fc.double({ min: 0.05, max: 20, noNaN: true });
const view = fc.tuple(moment, factor).map(([atMs, by]) => zoom(whole, whole, Math.min(by, 1), atMs));

describe('zoom and pan', () => {
  test('the moment under the pointer stays under it while there is room on both sides', () => {
    const before = zoom(whole, whole, 0.5, 5000);
    const after = zoom(before, whole, 0.5, 4000);
    expect(xOf(after, 800, 4000)).toBeCloseTo(xOf(before, 800, 4000), 9);
  });

  test('never leave the run and never show less than can be told apart', () => {
    fc.assert(
      fc.property(
        view,
        factor,
        moment,
        fc.double({ min: -30_000, max: 30_000, noNaN: true }),
        (from, by, atMs, shift) => {
          for (const range of [zoom(from, whole, by, atMs), pan(from, whole, shift)]) {
            expect(range.startMs).toBeGreaterThanOrEqual(-1e-6);
            expect(range.endMs).toBeLessThanOrEqual(10_000 + 1e-6);
            expect(spanMs(range)).toBeGreaterThanOrEqual(1 - 1e-6);
          }
        },
      ),
    );
  });

  test('zooming out far enough shows the whole again', () => {
    expect(isWhole(zoom(zoom(whole, whole, 0.01, 42), whole, 1000, 42), whole)).toBe(true);
  });

  test('a pixel and its moment are each other’s inverse', () => {
    fc.assert(
      fc.property(view, moment, (range, atMs) => {
        expect(timeAt(range, 640, xOf(range, 640, atMs))).toBeCloseTo(atMs, 6);
      }),
    );
  });
});

describe('time axis', () => {
  const { axisTime } = wordsFor('en');
  test.each([
    [0, 2160, 800, ['0 ms', '250 ms', '500 ms', '750 ms', '1 s', '1.25 s', '1.5 s', '1.75 s', '2 s']],
    [0, 103_000, 400, ['0 ms', '20 s', '40 s', '60 s', '80 s', '100 s']],
    [1180, 1190, 400, ['1.18 s', '1.182 s', '1.184 s', '1.186 s', '1.188 s', '1.19 s']],
    [3, 4, 300, ['3 ms', '3.5 ms', '4 ms']],
  ])('from %d to %d ms on %d pixels', (startMs, endMs, width, expected) => {
    const axis = timeAxis({ startMs, endMs }, width, 76);
    expect(axis.ticks.map(({ atMs }) => axisTime(atMs, axis.stepMs))).toEqual(expected);
  });

  test('ticks are never nearer than asked', () => {
    fc.assert(
      fc.property(view, fc.integer({ min: 100, max: 1500 }), (range, width) => {
        const { ticks } = timeAxis(range, width, 76);
        for (let index = 1; index < ticks.length; index += 1)
          expect(ticks[index]!.x - ticks[index - 1]!.x).toBeGreaterThanOrEqual(76 - 1e-6);
      }),
    );
  });

  test('the end of a live axis is ahead of the clock and moves in few steps', () => {
    const ends = new Set<number>();
    for (let elapsedMs = 0; elapsedMs <= 60_000; elapsedMs += 50) {
      const endMs = liveEndMs(elapsedMs);
      expect(endMs).toBeGreaterThan(elapsedMs);
      ends.add(endMs);
    }
    expect(ends.size).toBeLessThan(18);
  });
});
