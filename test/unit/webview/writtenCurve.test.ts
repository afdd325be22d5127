import { describe, expect, test } from 'vitest';
import { readingSpeed } from '../../../src/core/readingSpeed';
import { readingLine, writtenCurve, writtenTop } from '../../../webview/layout/writtenCurve';
import { ChunkSeries } from '../../../webview/state/chunkSeries';

/** A token at each moment; the first so many are thinking. */
function seriesOf(moments: readonly number[], { thinking = 0 } = {}): ChunkSeries {
  const series = new ChunkSeries();
  series.append(
    moments.map((atMs, index) => ({
      atMs,
      channel: index < thinking ? 'reasoning' : 'answer',
      tokens: 1,
      text: 'word',
    })),
  );
  return series;
}

const TOKENS = { unit: 'tokens', perCharacter: null } as const;
const range = { startMs: 0, endMs: 1000 };
const rules = { range, width: 1000, unit: TOKENS, endMs: 900 };

describe('the output so far', () => {
  test('steps up with each chunk and stays until the end', () => {
    const series = seriesOf([100, 300, 700]);
    expect(writtenCurve(series, rules)).toEqual([
      { x: 100, amount: 0 },
      { x: 100, amount: 1 },
      { x: 300, amount: 2 },
      { x: 700, amount: 3 },
      { x: 900, amount: 3 },
    ]);
  });

  test('begins with what was there before the part in view', () => {
    const series = seriesOf([100, 300, 700]);
    const steps = writtenCurve(series, { ...rules, range: { startMs: 200, endMs: 400 }, endMs: 400 });
    expect(steps).toEqual([
      { x: 0, amount: 1 },
      { x: 500, amount: 2 },
      { x: 1000, amount: 2 },
    ]);
  });

  test('of very many chunks it has one step a pixel, and ends with all of them', () => {
    const series = seriesOf(Array.from({ length: 50_000 }, (_, index) => 10 + index * 0.015));
    const steps = writtenCurve(series, rules);
    expect(steps.length).toBeLessThanOrEqual(1003);
    expect(steps.at(-1)).toEqual({ x: 900, amount: 50_000 });
    expect(steps.every(({ amount }, index) => amount >= (steps[index - 1]?.amount ?? 0))).toBe(true);
    expect(writtenTop(series, TOKENS)).toBe(60_000);
  });
});

describe('the reader', () => {
  test('begins with the first text of the answer, not with thinking', () => {
    const series = seriesOf([100, 200, 300], { thinking: 2 });
    const line = readingLine(series, rules, readingSpeed(60));
    // 60 words a minute are one word, 1.33 tokens, a second.
    expect(line?.from).toEqual({ x: 300, amount: 2 });
    expect(line?.to.amount).toBeCloseTo(2 + 0.7 * (4 / 3), 6);
  });

  test('is not there before any answer', () => {
    expect(readingLine(seriesOf([100, 200], { thinking: 2 }), rules, readingSpeed(238))).toBeNull();
  });
});
