import { describe, expect, test } from 'vitest';
import { predictFrom } from '../../../../src/core/sweep/fitCurve';
import { curveScene, type CurveInput } from '../../../../webview/layout/sweep/curveScene';
import { curveRuns, failedLengths } from '../../../../webview/state/sweep/curveRuns';
import { lengthPart } from '../../../webview/support/sweeps';

const part = lengthPart();
const inputOf = (parts: Partial<CurveInput> = {}): CurveInput => ({
  dots: curveRuns(part, 'ttftMs'),
  failed: [],
  curve: part.ttft,
  planned: part.plan.lengths,
  isLogarithmic: false,
  asked: null,
  ...parts,
});
const numbers = (points: string): number[][] =>
  points
    .replaceAll(/[MZ]/gu, '')
    .split(' ')
    .map((pair) => pair.split(',').map(Number));

describe('the runs of a sweep over length', () => {
  test('are all there, each with its look', () => {
    const runs = curveRuns(
      lengthPart({
        slow: (tokens, round) => (tokens === 512 && round === 2 ? 3 : 1),
        fails: (tokens) => tokens === 256,
      }),
      'ttftMs',
    );
    expect(runs).toHaveLength(1 + 6 * 6);
    expect(runs.filter(({ look }) => look === 'left-out')).toMatchObject([{ isWarmup: true }]);
    expect(runs.filter(({ look }) => look === 'far')).toMatchObject([{ wantedTokens: 512, round: 2 }]);
  });

  test('that failed are counted at their wanted length', () => {
    expect(failedLengths(lengthPart({ runs: 2, fails: (tokens, round) => tokens === 256 && round === 1 }))).toEqual([
      256,
    ]);
  });

  test('have, for the time per token, half of the answer in their length', () => {
    const [ttft, tpot] = [curveRuns(part, 'ttftMs'), curveRuns(part, 'tpotMs')];
    expect(tpot.map(({ tokens }, index) => tokens - ttft[index]!.tokens)).toEqual(ttft.map(() => 32));
  });
});

describe.each([false, true])('the curve, logarithmic: %s', (isLogarithmic) => {
  const scene = curveScene(inputOf({ isLogarithmic, asked: 1750 }), 560)!;
  const { plot, x, y } = scene;
  const yOf = (ms: number): number => plot.y + plot.height - y.px(ms);

  test('and every run are to scale on the same axes', () => {
    const dots = curveRuns(part, 'ttftMs');
    for (const [index, { tokens, ms }] of dots.entries()) {
      expect(scene.dots[index]!.x).toBeCloseTo(plot.x + x.px(tokens), 1);
      expect(scene.dots[index]!.y).toBeCloseTo(yOf(ms), 1);
    }
    for (const [px, py] of numbers(scene.line)) {
      const { value } = predictFrom(part.ttft!, x.valueAt(px! - plot.x));
      expect(Math.abs(py! - yOf(value))).toBeLessThan(0.1);
    }
  });

  test('rises from left to right within what was measured, and goes on beyond it', () => {
    const line = numbers(scene.line);
    expect(line[0]![0]).toBeCloseTo(plot.x + x.px(Math.max(x.low, part.ttft!.minTokens)), 1);
    expect(line.at(-1)![0]).toBeCloseTo(plot.x + x.px(part.ttft!.maxTokens), 1);
    for (const [index, [px, py]] of line.entries())
      if (index > 0) {
        expect(px).toBeGreaterThan(line[index - 1]![0]!);
        expect(py).toBeLessThanOrEqual(line[index - 1]![1]!);
      }
    // The linear axis begins at zero, the logarithmic one with the shortest prompt.
    if (!isLogarithmic) expect(scene.beyond.length).toBeGreaterThan(0);
  });

  test('lies within its interval, and that within the one of single runs', () => {
    const [band, runBand] = [numbers(scene.band), numbers(scene.runBand)];
    const half = band.length / 2;
    for (let at = 0; at < half; at += 1) {
      const lower = band.length - 1 - at;
      expect(runBand[at]![1]).toBeLessThanOrEqual(band[at]![1]!);
      expect(band[at]![1]).toBeLessThanOrEqual(band[lower]![1]!);
      expect(band[lower]![1]).toBeLessThanOrEqual(runBand[lower]![1]!);
    }
  });

  test('is read where somebody asks', () => {
    expect(scene.asked!.x).toBeCloseTo(plot.x + x.px(1750), 1);
    expect(scene.asked!.y).toBeCloseTo(yOf(predictFrom(part.ttft!, 1750).value), 1);
    expect(curveScene(inputOf({ isLogarithmic, asked: 1e6 }), 560)!.asked).toBeNull();
  });

  test('leaves nothing outside of the chart', () => {
    for (const width of [320, 560, 1200]) {
      const { plot: box, dots, band, line } = curveScene(inputOf({ isLogarithmic }), width)!;
      for (const [px, py] of [...numbers(band), ...numbers(line), ...dots.map((dot) => [dot.x, dot.y])]) {
        expect(px).toBeGreaterThanOrEqual(box.x - 0.01);
        expect(px).toBeLessThanOrEqual(box.x + box.width + 0.01);
        expect(py).toBeGreaterThanOrEqual(box.y - 0.01);
        expect(py).toBeLessThanOrEqual(box.y + box.height + 0.01);
      }
    }
  });
});

test('one run sixty times as slow does not press all others together: it is marked at the edge', () => {
  const slow = lengthPart({ slow: (tokens, round) => (tokens === 512 && round === 2 ? 60 : 1) });
  const dots = curveRuns(slow, 'ttftMs');
  const scene = curveScene(inputOf({ dots, curve: slow.ttft }), 560)!;
  expect(scene.dots.filter(({ isAbove }) => isAbove)).toHaveLength(1);
  expect(scene.dots.find(({ isAbove }) => isAbove)!.y).toBeCloseTo(scene.plot.y);
});

test('the axes stand still while the planned lengths are measured', () => {
  const ends = [8, 16, 30].map((made) => {
    const some = lengthPart({ made });
    return curveScene(inputOf({ dots: curveRuns(some, 'ttftMs'), curve: some.ttft }), 560)!.x.high;
  });
  expect(new Set(ends).size).toBe(1);
});

test('without a run there is no chart; with runs but no curve only the runs', () => {
  expect(curveScene(inputOf({ dots: [], curve: null }), 560)).toBeNull();
  const scene = curveScene(inputOf({ curve: null }), 560)!;
  expect(scene).toMatchObject({ line: '', band: '', beyond: [], asked: null });
  expect(scene.dots).toHaveLength(43);
});
