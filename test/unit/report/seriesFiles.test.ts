import { describe, expect, test } from 'vitest';
import { renderSeriesCsv } from '../../../src/report/seriesCsv';
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
    expect(text).toContain('| Target | Median | 95 % interval | Runs |');
    expect(text).toContain('is faster than');
    expect(text).toContain('Stopped after');
    expect(text).toContain('\\<b\\>\\|\\`x\\`');
  });
});
