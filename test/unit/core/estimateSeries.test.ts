import { describe, expect, test } from 'vitest';
import { estimateSeries, type TargetOutlook } from '../../../src/core/estimateSeries';

const target = (name: string, parts: Partial<TargetOutlook> = {}): TargetOutlook => ({
  ...{ name, mostUsd: 0.01, costReason: null, likelyUsd: null, requestMs: 1000, ageMs: null },
  ...parts,
});
const size = { runs: 10, warmups: 2, cache: 'as-is', pauseMs: 0 } as const;

describe('what a series may cost and take', () => {
  test('every request of every target counts, warm-ups too', () => {
    expect(estimateSeries([target('a'), target('b', { mostUsd: 0.02, requestMs: 3000 })], size)).toEqual({
      requests: 24,
      mostUsd: expect.closeTo(0.36) as number,
      withoutCost: [],
      ms: 48_000,
      withoutTime: [],
      aged: [],
    });
  });

  test('a warm cache doubles the requests, as each prompt is sent twice', () => {
    expect(estimateSeries([target('a')], { ...size, cache: 'warm' })).toMatchObject({
      requests: 24,
      mostUsd: 0.24,
      ms: 24_000,
    });
  });

  test('pauses lie between the runs', () => {
    expect(estimateSeries([target('a')], { ...size, pauseMs: 500 }).ms).toBe(12_000 + 11 * 500);
  });

  test('what is unknown is named with its reason and counts as nothing that it is not', () => {
    const unknown = target('b', { mostUsd: null, costReason: 'No price is known.', requestMs: null });
    expect(estimateSeries([target('a'), unknown], size)).toMatchObject({
      mostUsd: expect.closeTo(0.12) as number,
      withoutCost: [{ name: 'b', reason: 'No price is known.', likelyUsd: null }],
      ms: 12_000,
      withoutTime: ['b'],
    });
    expect(estimateSeries([unknown], size)).toMatchObject({ mostUsd: null, ms: null });
  });

  test('what is likely is told beside the bound that is missing, for all runs, and is never added to a bound', () => {
    const endless = target('b', { mostUsd: null, costReason: 'No limit.', likelyUsd: 0.002 });
    expect(estimateSeries([target('a'), endless], size)).toMatchObject({
      mostUsd: expect.closeTo(0.12) as number,
      withoutCost: [{ name: 'b', reason: 'No limit.', likelyUsd: expect.closeTo(0.024) as number }],
    });
  });

  test('numbers of some time ago are named with their age', () => {
    const old = target('b', { ageMs: 86_400_000 });
    expect(estimateSeries([target('a'), old], size).aged).toEqual([{ name: 'b', ageMs: 86_400_000 }]);
  });
});
