import { describe, expect, test } from 'vitest';
import { fitCurve, predictFrom, type CurvePoint } from '../../../../src/core/sweep/fitCurve';
import { studentT95 } from '../../../../src/core/statistics/studentT';

const exact = (lengths: readonly number[], of: (tokens: number) => number, runs = 3): CurvePoint[] =>
  lengths.flatMap((tokens) => Array.from({ length: runs }, () => ({ tokens, group: tokens, ms: of(tokens) })));

describe('a curve', () => {
  const lengths = [100, 200, 400, 800, 1600];

  test('through runs without scatter is the one that they lie on', () => {
    const curve = fitCurve(exact(lengths, (tokens) => 30 + 0.2 * tokens))!;
    expect(curve.fixedMs.value).toBeCloseTo(30, 6);
    expect(curve.perTokenMs.value).toBeCloseTo(0.2, 9);
    expect(predictFrom(curve, 1000).value).toBeCloseTo(230, 6);
  });

  test('has a square part where the runs have one', () => {
    const curve = fitCurve(exact(lengths, (tokens) => 30 + 0.2 * tokens + 1e-4 * tokens ** 2))!;
    expect(curve.perSquareTokenMs?.value).toBeCloseTo(1e-4, 9);
  });

  test('does not move for a run that took ten times as long', () => {
    const points = exact(lengths, (tokens) => (30 + 0.2 * tokens) * (1 + 0.01 * Math.sin(tokens)), 5);
    const slow = points.map((point, index) => (index === 22 ? { ...point, ms: 10 * point.ms } : point));
    const [calm, robust] = [fitCurve(points)!, fitCurve(slow)!];
    expect(robust.residuals.outliers).toBe(1);
    expect(robust.perTokenMs.value / calm.perTokenMs.value).toBeCloseTo(1, 1);
  });

  test.each([
    ['no runs', []],
    ['two lengths', exact([100, 200], (tokens) => tokens)],
    ['as few runs as unknowns', exact([100, 200, 300], (tokens) => tokens, 1)],
  ])('is not drawn through %s', (_, points) => expect(fitCurve(points)).toBeNull());

  test('says beyond its ends that it extrapolates', () => {
    const curve = fitCurve(exact(lengths, (tokens) => 30 + 0.2 * tokens))!;
    expect([99, 100, 1600, 1601].map((tokens) => predictFrom(curve, tokens).extrapolates)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
  [1000, 1.962],
])("Student's t with %i degrees of freedom is %f", (freedom, expected) =>
  expect(studentT95(freedom) / expected).toBeCloseTo(1, 2),
);
