import { describe, expect, test } from 'vitest';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { renderSweepHtml } from '../../../src/report/sweepHtml';
import { renderSweepMarkdown } from '../../../src/report/sweepMarkdown';
import { renderSweepText } from '../../../src/report/sweepText';
import { closedLevels, lengthReport, loadReport, withCard } from '../../webview/support/sweeps';

const textOf = (report: SweepReport, width = 80): string => renderSweepText(report, { width, color: false });

const workload = { inputTokens: 1750, outputTokens: 500, users: 4, requestsPerSecond: null };
const claims = [{ metric: 'ttftMs', relation: 'at-most', value: 300 }] as const;
const rates: SweepReport = ((report) => ({
  ...report,
  load: {
    ...report.load!,
    levels: report.load!.levels.map((level, at) => ({ ...level, users: null, requestsPerSecond: 12.5 * 2 ** at })),
  },
}))(loadReport());

describe('a sweep in a terminal of 80 columns', () => {
  test.each([
    ['over lengths', withCard(lengthReport(), { ...workload, users: null }, claims)],
    ['under load', withCard(loadReport(), workload, claims)],
    ['at rates', rates],
  ])('%s has no line that is longer', (_, report) => {
    const tooLong = textOf(report)
      .split('\n')
      .filter((line) => line.length > 80);
    expect(tooLong).toEqual([]);
  });
});

test('the card names single requests in the same table where there is room', () => {
  const report = withCard(lengthReport(), { ...workload, users: null }, claims);
  expect(textOf(report, 120)).toMatch(/^ +Prediction +value +95% interval +single requests$/mu);
  expect(textOf(report, 80)).toMatch(/^ +Prediction +value +95% interval\n/mu);
  expect(textOf(report, 80)).toMatch(/^ +single requests\n +Time to first token /mu);
});

describe('the tables of the levels', () => {
  test('name throughput and latency in the terms of the field', () => {
    const text = textOf(loadReport());
    expect(text).toMatch(/^Load +answered +answers\/s +output tok\/s +with input +a user +in budget$/mu);
    expect(text).toMatch(/^Load +TTFT p50 +p95 +TPOT p50 +p95 +E2E p50 +p95$/mu);
  });

  test('show p99 where there are a hundred requests, and room for it', () => {
    const report = loadReport();
    const levels = closedLevels(() => ({}), [4]).map((level) => ({ ...level, ttftMs: { ...level.ttftMs, p99: 1234 } }));
    const many = { ...report, load: { ...report.load!, levels } };
    expect(textOf(many, 110)).toMatch(/p99.*\n4 users.* 1\.23 s/u);
    expect(textOf(many, 60)).not.toContain('p99');
  });
});

test('what was used tells apart what is known and what is the least', () => {
  const report = { ...loadReport(), spent: { requests: 1, tokens: 1200, usd: 0.5, atLeast: true } };
  expect(textOf(report, 120)).toContain('It used 1 request with at least 1\u202f200 tokens for at least $0.50.');
});

test('what single runs told about the server is in every form for people', () => {
  const message = 'It was held back.';
  const findings = [{ code: 'buffered-stream' as const, message, affects: [] }];
  const report = { ...loadReport(), load: { ...loadReport().load!, findings } };
  for (const text of [textOf(report), renderSweepMarkdown(report), renderSweepHtml(report)]) {
    expect(text).toContain('About the server');
    expect(text).toContain(message);
  }
});
