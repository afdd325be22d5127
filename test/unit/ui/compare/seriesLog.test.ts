import { describe, expect, test } from 'vitest';
import { detailsOf, FOUR, logOf } from '../../../webview/support/comparisons';

describe('the log of a series', () => {
  test('says at each moment what the report says at the end', () => {
    const log = logOf({ runs: 8 });
    const report = log.report('completed');
    for (const [index, row] of log.shown().rows.entries()) {
      const target = report.targets[index]!;
      expect(row.summary).toEqual(target.summary);
      expect(row.counts).toEqual(target.counts);
      expect(row.used).toHaveLength(row.summary.ttftMs!.n);
    }
    expect(log.shown()).toMatchObject({ planned: 4 * 9, plan: report.plan });
    expect(log.shown().runs).toHaveLength(log.made);
  });

  test('warm-ups and failures are shown, and are no part of the medians', () => {
    const log = logOf({ racers: [{ name: 'a', fails: (round) => round === 1 }], runs: 6 });
    const [row] = log.shown().rows;
    const failed = log.shown().runs.filter(({ status }) => status === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]!.error?.kind).toBe('refused');
    expect(row!.used).toHaveLength(5);
    expect(row!.counts).toMatchObject({ completed: 5, failed: 1, planned: 6 });
  });

  test('the run in the middle is one of those that are summed up, and has the median latency', () => {
    const log = logOf({ racers: [FOUR[0]!], runs: 7 });
    const [row] = log.shown().rows;
    expect(row!.used).toContain(row!.medianRun);
    const middle = log.find(row!.medianRun!)!;
    expect(middle.metrics.e2eMs.value).toBe(row!.summary.e2eMs!.median);
  });

  test('what a target costs is told with the reason where it is unknown', () => {
    const log = logOf({ racers: [{ name: 'priced', usd: 0.01 }, { name: 'unknown' }], runs: 2 });
    const [priced, unknown] = log.shown().rows;
    expect(priced).toMatchObject({ costUsd: 0.01, costReason: null });
    expect(unknown!.costUsd).toBeNull();
    expect(unknown!.costReason).toContain('price');
  });

  test('gives curve and text of the runs that are asked for, and nothing for one that is not there', () => {
    const log = logOf({ racers: [FOUR[0]!], runs: 1, warmups: 0 });
    const [details] = detailsOf(log);
    expect(details!.curve?.tokens.at(-1)).toBe(60);
    expect(details!.text).toContain('The prefill phase');
    expect(log.details(['elsewhere'])).toEqual([]);
  });

  test('a very long answer is cut, and says so', () => {
    const log = logOf({ racers: [{ name: 'a', text: 'x'.repeat(70_000) }], runs: 1, warmups: 0 });
    expect(detailsOf(log)[0]).toMatchObject({ isCut: true });
  });
});
