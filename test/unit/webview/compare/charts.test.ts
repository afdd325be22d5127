import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOX_ROW_PX, boxScene } from '../../../../webview/layout/compare/boxScene';
import { dotSwarm, nearestDot } from '../../../../webview/layout/compare/dotSwarm';
import { overlaps, placeLabels, type Rect } from '../../../../webview/layout/compare/placeLabels';
import { raceScene, tokensAt } from '../../../../webview/layout/compare/raceScene';
import { runDots } from '../../../../webview/layout/compare/runDots';
import { POINT_RADIUS, scatterScene } from '../../../../webview/layout/compare/scatterScene';
import { stripScene } from '../../../../webview/layout/compare/stripScene';
import { valueScale } from '../../../../webview/layout/compare/valueScale';

const values = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('the scale of a chart', () => {
  test.each<[string, number[], boolean]>([
    ['near values', [200, 220, 260], false],
    ['thirty times as far', [10, 300], false],
    ['further apart', [10, 301], true],
    ['zero among them', [0, 1000], false],
  ])('%s', (_, of, isLogarithmic) => {
    expect(valueScale(of, 400)?.isLogarithmic).toBe(isLogarithmic);
  });

  test('keeps every value in view and their order, and its ticks too', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 40, max: 2000 }), (of, width) => {
        const scale = valueScale(of, width)!;
        const sorted = of.toSorted((a, b) => a - b);
        const xs = sorted.map((value) => scale.x(value));
        expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...xs)).toBeLessThanOrEqual(width + 1e-6);
        expect(xs).toEqual(xs.toSorted((a, b) => a - b));
        for (const { value, x } of scale.ticks) expect(x).toBeCloseTo(scale.x(value));
      }),
    );
  });

  test('is linear to the pixel: equal steps are equal distances', () => {
    const scale = valueScale([0, 100], 116)!;
    expect([0, 25, 50, 100].map((value) => scale.x(value))).toEqual([8, 33, 58, 108]);
  });

  test('finds a place for values that are all the same, and none for no value', () => {
    expect(valueScale([5, 5, 5], 100)!.x(5)).toBeCloseTo(50);
    expect(valueScale([], 100)).toBeNull();
  });
});

describe('single runs as dots', () => {
  test('none is lost, each stands at its value, and no two in a layer that has room for both overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 80 }), (xs) => {
        const dots = dotSwarm(xs, 6, 3);
        expect(dots.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(xs.map((_, index) => index));
        for (const { index, x } of dots) expect(x).toBe(xs[index]);
        for (const layer of [0, 1]) {
          const row = dots.filter((dot) => dot.layer === layer).map(({ x }) => x);
          for (const [at, x] of row.entries()) if (at > 0) expect(x - row[at - 1]!).toBeGreaterThanOrEqual(6 - 1e-6);
        }
      }),
    );
  });

  test('the nearest one within reach is under the pointer', () => {
    const dots = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ];
    expect(nearestDot(dots, { x: 7, y: 1 }, 12)).toBe(dots[1]);
    expect(nearestDot(dots, { x: 40, y: 0 }, 12)).toBeNull();
  });
});

describe('a strip of the table', () => {
  test('has median and interval to scale, and an interval that is seen even when it is tiny', () => {
    const scale = valueScale([100, 200], 216)!;
    const scene = stripScene({ values: [100, 150, 200], median: 150, ci95: [120, 170] }, scale);
    expect(scene.medianX).toBeCloseTo(108);
    expect(scene.interval).toEqual({ x: expect.closeTo(48), width: expect.closeTo(100) });
    expect(scene.dots.map(({ x }) => x)).toEqual([8, 108, 208].map((x) => expect.closeTo(x) as number));
    expect(stripScene({ values: [150], median: 150, ci95: [150, 150.1] }, scale).interval?.width).toBe(3);
    expect(stripScene({ values: [150], median: 150, ci95: null }, scale).interval).toBeNull();
  });
});

describe('box plots', () => {
  test('have quartiles, whiskers within one and a half box lengths, and every run', () => {
    const scene = boxScene([{ values: [100, 110, 120, 130, 400] }, { values: [105, 106] }], 316)!;
    const [box, few] = scene.boxes;
    const x = (value: number): unknown => expect.closeTo(scene.scale.x(value));
    expect(box!.box).toEqual({ x1: x(110), medianX: x(120), x2: x(130) });
    expect(box!.whiskers).toEqual([x(100), x(130)]);
    expect(box!.dots).toHaveLength(5);
    expect(few!.box).toBeNull();
    expect(few!.dots).toHaveLength(2);
  });

  test('keep their dots inside of their own row', () => {
    const scene = boxScene(
      Array.from({ length: 4 }, () => ({ values: Array<number>(50).fill(200) })),
      300,
    )!;
    for (const [row, { dots }] of scene.boxes.entries())
      for (const { y } of dots) {
        expect(y).toBeGreaterThanOrEqual(row * BOX_ROW_PX);
        expect(y).toBeLessThanOrEqual((row + 1) * BOX_ROW_PX);
      }
  });

  test('are not drawn without a value', () => {
    expect(boxScene([{ values: [] }], 300)).toBeNull();
  });
});

describe('names beside points', () => {
  const within: Rect = { x: 0, y: 0, width: 400, height: 240 };

  test('never cover each other or a point, and never leave the chart; what finds no room is left out', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 240 }),
      width: fc.integer({ min: 20, max: 180 }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 24 }), (points) => {
        const placed = placeLabels(points, within, 6);
        expect(placed).toHaveLength(points.length);
        const labels = placed.filter((label) => label !== null);
        for (const [index, label] of labels.entries()) {
          expect(label.x).toBeGreaterThanOrEqual(0);
          expect(label.x + label.width).toBeLessThanOrEqual(400);
          for (const other of labels.slice(index + 1)) expect(overlaps(label, other)).toBe(false);
          for (const { x, y } of points)
            expect(overlaps(label, { x: x - 6, y: y - 6, width: 12, height: 12 })).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('stand beside their point when there is room, and are led to it when they had to move away', () => {
    const [alone] = placeLabels([{ x: 100, y: 100, width: 60 }], within, 6);
    expect(alone).toMatchObject({ x: 109, led: false });
    const crowd = placeLabels(
      Array.from({ length: 8 }, () => ({ x: 200, y: 120, width: 60 })),
      within,
      6,
    );
    expect(crowd.every((label) => label !== null)).toBe(true);
    expect(crowd.some((label) => label?.led)).toBe(true);
  });
});

describe('cost against latency', () => {
  test('is to scale on both axes, with the cost from zero on', () => {
    const scene = scatterScene(
      [
        { ms: 1000, usd: 0, labelWidth: 40 },
        { ms: 2000, usd: 0.01, labelWidth: 40 },
        { ms: 1500, usd: 0.005, labelWidth: 40 },
      ],
      462,
    )!;
    const [free, dear, middle] = scene.points;
    expect(middle!.x).toBeCloseTo((free!.x + dear!.x) / 2);
    expect(middle!.y).toBeCloseTo((free!.y + dear!.y) / 2);
    expect(free!.y).toBeGreaterThan(dear!.y);
    expect(dear!.y - POINT_RADIUS).toBeGreaterThan(scene.plot.y - POINT_RADIUS - 1);
  });

  test('all free: one line at zero; nothing at all: no chart', () => {
    expect(scatterScene([{ ms: 10, usd: 0, labelWidth: 10 }], 300)!.cost).toHaveLength(1);
    expect(scatterScene([], 300)).toBeNull();
  });
});

describe('the race', () => {
  const curve = (scale: number) => ({
    atMs: [0, 200, 200, 1200].map((at) => at * scale),
    tokens: [0, 0, 1, 101],
    spread: false,
  });

  test('has all lines on the same axes, to the pixel', () => {
    const scene = raceScene([{ curve: curve(1) }, { curve: curve(2) }], 446, 10)!;
    const { plot } = scene;
    expect(scene.endMs).toBe(2400);
    expect(scene.lines[0]!.end).toEqual({ x: expect.closeTo(plot.x + plot.width / 2), y: expect.closeTo(plot.y) });
    expect(scene.lines[1]!.end.x).toBeCloseTo(plot.x + plot.width);
  });

  test('the name of the reading speed stands on the side of its line where the line is not', () => {
    for (const perSecond of [1, 10, 40, 500]) {
      const { reading, plot } = raceScene([{ curve: curve(1) }], 446, perSecond)!;
      const { x, y, anchor } = reading!.label;
      const bottom = plot.y + plot.height;
      const lineAt = (at: number): number => bottom - ((bottom - reading!.y2) * (at - plot.x)) / (reading!.x2 - plot.x);
      if (anchor === 'end') expect(y).toBeLessThan(lineAt(x));
      else expect(y - 12).toBeGreaterThan(lineAt(x));
    }
  });

  test('no racer runs through the name of the reading speed, as long as there is a place where none does', () => {
    // Faster than the reader, and as fast at the end: the best place, above the end of the line, is taken.
    const racer = { atMs: [0, 4000, 4100, 9000], tokens: [0, 0, 1, 60], spread: false };
    const { reading, lines, x } = raceScene([{ curve: racer }], 446, 5.3)!;
    const { label } = reading!;
    const left = label.anchor === 'end' ? label.x - 88 : label.x;
    const crossing = lines[0]!.points.filter((point) => point.x >= left && point.x <= left + 88);
    expect(label.x).not.toBe(x(9000));
    expect(crossing.filter(({ y }) => y > label.y - 12 && y < label.y + 4)).toEqual([]);
  });

  test.each([
    [0, 0],
    [199, 0],
    [200, 1],
    [1199, 1],
    [1200, 101],
    [9999, 101],
  ])('at %i ms there were %i tokens', (moment, tokens) => {
    expect(tokensAt(curve(1), moment)).toBe(tokens);
  });

  test('is not drawn without a token', () => {
    expect(raceScene([], 400, 10)).toBeNull();
  });
});

describe('the dots of the progress', () => {
  test('one for each run as long as they can be told apart', () => {
    expect(runDots(21, 400)!.dots).toHaveLength(21);
    const { dots, radius } = runDots(60, 400)!;
    expect(dots[1]!.x - dots[0]!.x).toBeGreaterThan(2 * radius);
    expect(runDots(500, 400)).toBeNull();
  });
});
