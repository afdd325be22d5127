import { describe, expect, test } from 'vitest';
import { renderSeriesCsv } from '../../../src/report/seriesCsv';
import { renderSeriesHtml } from '../../../src/report/seriesHtml';
import { renderSeriesMarkdown } from '../../../src/report/seriesMarkdown';
import { FOUR, logOf } from '../../webview/support/comparisons';

describe('a series as CSV', () => {
  const report = logOf({ racers: [...FOUR, { name: '=cmd,"x"', fails: () => true }], runs: 3 }).report('completed');
  const lines = renderSeriesCsv(report).trimEnd().split('\r\n');

  test('has a line for each run in the order in which they were made, warm-ups and failures too', () => {
    expect(lines).toHaveLength(1 + report.order.length);
    expect(lines[0]).toMatch(/^number,run,startedAt,target,prompt,kind,status,error,ttftMs,/);
    expect(lines[1]).toMatch(/^1,run-00000,.*,warm-up,completed,,\d/);
  });

  test('a name that a spreadsheet would take for a formula is only a name', () => {
    expect(lines.find((line) => line.includes('cmd'))).toContain(`"'=cmd,""x"""`);
  });

  test('what is unknown is an empty field, never a zero', () => {
    const failed = lines.find((line) => line.includes('refused'))!;
    expect(failed).toMatch(/,failed,refused(,){10,}/);
  });
});

describe('a series as Markdown', () => {
  test('has medians, intervals and what the comparisons say, and no name opens anything', () => {
    const report = logOf({ racers: [...FOUR.slice(0, 2), { name: '<b>|`x`' }], runs: 6 }).report('stopped');
    const text = renderSeriesMarkdown(report);
    expect(text).toContain('### Time to first token');
    expect(text).toContain('| Target | Median | 95% interval | Runs |');
    expect(text).toContain('is faster than');
    expect(text).toContain('Stopped after');
    expect(text).toContain('\\<b\\>\\|\\`x\\`');
  });
});

describe('a series as a page', () => {
  const hostile = '"><script>alert(1)</script>';
  const report = logOf({ racers: [...FOUR, { name: hostile, fails: () => true }], runs: 6 }).report('stopped');
  const page = renderSeriesHtml(report);

  test('needs nothing else: no script, no address, and no name opens a tag', () => {
    expect(page).not.toMatch(/<script|src=|href=|url\((?!#)|@import/);
    expect(page).toContain('&#34;&#62;&#60;script&#62;');
  });

  test('has every chart, its numbers with intervals and verdicts, and what to bear in mind', () => {
    const titles = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      'Race of the median runs',
      'Cost against latency',
      'Every run: Time to first token',
      'Every run: Time per output token',
      'Every run: End-to-end latency',
      'Time to first token',
      'Time per output token',
      'Decode speed',
      'End-to-end latency',
      'End-to-end speed',
    ]);
    expect(page.match(/<svg /g)).toHaveLength(5);
    expect(page).toContain('is faster than');
    expect(page).toContain('Stopped after');
    expect(page).toContain('failed');
  });

  test('names within its pictures are used once on the page', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('without a completed run it has no picture and says why', () => {
    const dead = renderSeriesHtml(logOf({ racers: [{ name: 'a', fails: () => true }], runs: 3 }).report('completed'));
    expect(dead).not.toContain('<svg');
    expect(dead).toContain('0 of 3 runs completed');
  });
});
