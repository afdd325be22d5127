import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentile, sortedNumbers } from '../../../../src/core/percentile';
import { overlaps } from '../../../../webview/layout/compare/placeLabels';
import { levelStrips, stripNumbers } from '../../../../webview/layout/sweep/levelStrips';
import { predictionBar } from '../../../../webview/layout/sweep/predictionBar';
import { LEVEL_RADIUS, tradeoffScene, type TradeoffInput } from '../../../../webview/layout/sweep/tradeoffScene';

const level = (perSecond: number, ms: number, parts: Partial<TradeoffInput> = {}): TradeoffInput => ({
  ...{ perSecond, ms, ci95: [ms * 0.95, ms * 1.05], farMs: ms * 1.5, isLeftOut: false, labelWidth: 60 },
  ...parts,
});

describe('latency against throughput', () => {
  const levels = [level(100, 200), level(190, 220), level(300, 400), level(310, 1200)];

  test('is to scale on both axes, from zero on, with interval and whisker', () => {
    const { plot, x, y, points } = tradeoffScene(levels, null, 700)!;
    expect([x.low, y.low]).toEqual([0, 0]);
    for (const [index, { perSecond, ms }] of levels.entries()) {
      const point = points[index]!;
      expect(point.x).toBeCloseTo(plot.x + x.px(perSecond));
      expect(point.y).toBeCloseTo(plot.y + plot.height - y.px(ms));
      expect(point.farY).toBeCloseTo(plot.y + plot.height - y.px(ms * 1.5));
      expect(point.interval![0]).toBeLessThan(point.y);
      expect(point.interval![1]).toBeGreaterThan(point.y);
    }
  });

  test('passes by a level of which nothing is concluded, but shows it', () => {
    const scene = tradeoffScene([levels[0]!, level(200, 900, { isLeftOut: true }), levels[2]!], null, 700)!;
    expect(scene.points).toHaveLength(3);
    expect(scene.line.split(' ')).toHaveLength(2);
  });

  test('has the budget to scale, and leaves out one far above all levels', () => {
    const { plot, y, budget } = tradeoffScene(levels, { ms: 2000, labelWidth: 70 }, 700)!;
    expect(budget!.y).toBeCloseTo(plot.y + plot.height - y.px(2000));
    expect(tradeoffScene(levels, { ms: 20_000, labelWidth: 70 }, 700)!.budget).toBeNull();
  });

  test('turns logarithmic where a linear scale would press most levels onto its floor', () => {
    expect(tradeoffScene(levels, null, 700)!.y.isLogarithmic).toBe(false);
    expect(tradeoffScene([...levels, level(311, 40_000)], null, 700)!.y.isLogarithmic).toBe(true);
  });

  test('has no name over another one, over a level or over the name of the budget, whatever the levels', () => {
    const any = fc.record({
      perSecond: fc.double({ min: 1, max: 5000, noNaN: true }),
      ms: fc.double({ min: 1, max: 5000, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), fc.integer({ min: 320, max: 1000 }), (all, width) => {
        const scene = tradeoffScene(
          all.map(({ perSecond, ms }) => level(perSecond, ms)),
          { ms: 1000, labelWidth: 70 },
          width,
        )!;
        const labels = scene.points.flatMap(({ label }) => label ?? []);
        const others = [...labels, ...(scene.budget ? [scene.budget.label] : [])];
        for (const label of labels) {
          for (const other of others) if (other !== label) expect(overlaps(label, other)).toBe(false);
          for (const { x, y } of scene.points)
            expect(
              overlaps(label, {
                x: x - LEVEL_RADIUS,
                y: y - LEVEL_RADIUS,
                width: 2 * LEVEL_RADIUS,
                height: 2 * LEVEL_RADIUS,
              }),
            ).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('keeps its names off the curve', () => {
    const { points, line } = tradeoffScene(levels, null, 700)!;
    const ends = line.split(' ').map((pair) => pair.split(',').map(Number));
    for (const { label } of points)
      for (const [index, [x, y]] of ends.entries())
        for (let share = 0; index > 0 && share <= 1; share += 0.01) {
          const [fromX, fromY] = ends[index - 1]!;
          const at = { x: fromX! + (x! - fromX!) * share, y: fromY! + (y! - fromY!) * share, width: 0.1, height: 0.1 };
          expect(overlaps(label!, at)).toBe(false);
        }
  });

  test('is not drawn without a level', () => expect(tradeoffScene([], null, 700)).toBeNull());
});

describe('the strip of a level', () => {
  const values = (count: number, from = 100): number[] => Array.from({ length: count }, (_, index) => from + index);

  test.each([
    [3, { p25: null, p95: null, p99: null }],
    [4, { p25: 100.75, p95: null, p99: null }],
    [19, { p5: null, p95: null }],
    [20, { p5: 100.95, p95: 118.05, p99: null }],
    [99, { p99: null }],
    [100, { p95: 194.05, p99: 198.01 }],
  ])('of %i requests has the percentiles that so many carry', (count, expected) => {
    expect(stripNumbers(values(count))).toMatchObject(
      Object.fromEntries(
        Object.entries(expected).map(([key, value]) => [
          key,
          value === null ? null : (expect.closeTo(value, 6) as number),
        ]),
      ),
    );
  });

  test('is to scale, in order, and never without its slowest request', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { maxLength: 150 }), {
          minLength: 1,
          maxLength: 6,
        }),
        (rows) => {
          const scene = levelStrips(rows, 400, null);
          if (rows.every((row) => row.length === 0)) {
            expect(scene).toBeNull();
            return;
          }
          for (const [index, row] of rows.entries()) {
            const strip = scene!.strips[index]!;
            const sorted = sortedNumbers(row);
            if (row.length === 0) {
              expect(strip).toMatchObject({ whiskers: null, box: null, medianX: null, maxX: null });
              continue;
            }
            expect(strip.maxX).toBeCloseTo(scene!.scale.x(sorted.at(-1)!));
            expect(strip.medianX).toBeCloseTo(scene!.scale.x(percentile(sorted, 0.5)!));
            const inOrder = [
              strip.whiskers![0],
              strip.box?.x1,
              strip.medianX,
              strip.box?.x2,
              strip.whiskers![1],
              strip.p99X,
              strip.maxX,
            ];
            const known = inOrder.filter((x) => x !== undefined && x !== null);
            for (const [at, x] of known.entries()) if (at > 0) expect(x).toBeGreaterThanOrEqual(known[at - 1]! - 1e-6);
          }
        },
      ),
    );
  });

  test('shares its scale with all other levels, and with a budget that is near', () => {
    const scene = levelStrips([values(10), values(10, 400)], 400, 450)!;
    expect(scene.budgetX).toBeCloseTo(scene.scale.x(450));
    expect(levelStrips([values(10)], 400, 1e6)!.budgetX).toBeNull();
  });
});

describe('a prediction on its own scale', () => {
  test('begins at zero and holds value, interval, single requests and a claim to scale', () => {
    const bar = predictionBar({ value: 100, ci95: [90, 110], runInterval: [60, 140] }, [70], 161)!;
    const perMs = (bar.valueX - 7) / 100;
    expect(bar.interval!.x - 7).toBeCloseTo(90 * perMs);
    expect(bar.interval!.width).toBeCloseTo(20 * perMs);
    expect(bar.run!.map((x) => (x - 7) / perMs)).toEqual([expect.closeTo(60), expect.closeTo(140)]);
    expect((bar.claims[0]! - 7) / perMs).toBeCloseTo(70);
  });

  test('does not shrink to a point for a claim far away', () => {
    const bar = predictionBar({ value: 100, ci95: [90, 110], runInterval: null }, [1e6], 161)!;
    expect(bar.valueX).toBeGreaterThan(40);
    expect(bar.claims[0]).toBeLessThanOrEqual(154);
  });

  test('is not drawn where nothing is predicted', () =>
    expect(predictionBar({ value: null, ci95: null, runInterval: null }, [], 161)).toBeNull());
});
