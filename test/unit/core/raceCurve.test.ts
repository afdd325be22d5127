import { describe, expect, test } from 'vitest';
import { raceCurve } from '../../../src/core/raceCurve';
import { reportOf } from '../../webview/support/reports';
import { chunksOf, traceOf } from '../../webview/support/traces';

const reportWith = (count: number, tokens: number | null) =>
  reportOf(traceOf(chunksOf(100, [{ channel: 'answer', count, gapMs: 10, tokens }])));

describe('the output of a run over time', () => {
  test('begins with nothing, stays there until the first token, and ends with all', () => {
    const curve = raceCurve(reportWith(3, 2))!;
    expect(curve.tokens).toEqual([0, 0, 2, 4, 6]);
    expect(curve.atMs.slice(0, 3)).toEqual([0, 100, 100]);
    expect(curve.spread).toBe(false);
  });

  test('a long run keeps its first and its last chunk', () => {
    const report = reportWith(5000, 1);
    const curve = raceCurve(report)!;
    expect(curve.atMs.length).toBeLessThan(300);
    expect(curve.tokens.at(-1)).toBe(5000);
    expect(curve.atMs.at(-1)).toBe(report.chunks!.at(-1)!.atMs);
    expect(curve.tokens).toEqual(curve.tokens.toSorted((a, b) => a - b));
  });

  test('tokens that only the total tells are spread by characters, and it says so', () => {
    const report = reportWith(4, null);
    const curve = raceCurve(report)!;
    expect(curve.spread).toBe(true);
    expect(curve.tokens.at(-1)).toBeCloseTo(report.tokens.output.total!);
  });

  test('without chunks or without tokens there is none', () => {
    const report = reportWith(4, null);
    expect(raceCurve({ ...report, chunks: undefined })).toBeNull();
    expect(
      raceCurve({ ...report, tokens: { ...report.tokens, output: { ...report.tokens.output, total: null } } }),
    ).toBeNull();
  });
});
