import { describe, expect, test } from 'vitest';
import { ABSENT_SENTENCES, ABSENT_WORDS } from '../../../src/core/absentReasons';
import { METRIC_CATALOGUE, metricRow } from '../../../src/core/metricCatalogue';
import { metricText } from '../../../src/core/metricText';
import { MetricsSchema, type MetricKey } from '../../../src/core/runReport';
import { ABSENT_REASONS } from '../../../src/core/vocabulary';
import { NO_MARKS, chunk, reportOf, steady, timings, traceOf, usage } from './builders';

const shown = (text: string): string => text.replaceAll('\u202F', '_');

const thinking = [chunk(312.4, 'hm', { channel: 'reasoning' }), ...steady(758, 20, 87)];
const report = reportOf(
  traceOf(thinking, {
    marks: { ...NO_MARKS, dnsEnd: 1, connectEnd: 4, tlsEnd: 9, requestSent: 10, streamEnd: 2490 },
    usage: usage({ inputTotal: 1812, inputCached: 1024, outputTotal: 88, outputReasoning: 1 }),
    timings: timings({ queueMs: 230.1, prefillMs: 61.2, loadMs: 5 }),
  }),
);

test('has one row for every metric', () => {
  expect(METRIC_CATALOGUE.map(({ key }) => key).toSorted()).toEqual(Object.keys(MetricsSchema.entries).toSorted());
});

test('every reason for absence has a sentence', () => {
  for (const reason of ABSENT_REASONS) {
    expect(ABSENT_SENTENCES[reason]).toMatch(/^[A-Z].*\.$/);
    expect(ABSENT_WORDS[reason].length).toBeLessThanOrEqual(18);
  }
});

describe('numbers in words', () => {
  test.each<[MetricKey, string, string]>([
    ['ttftMs', '312 ms', '312.4 ms'],
    ['e2eMs', '2.48 s', '2_478.0 ms'],
    ['queueMs', '230 ms', '230.1 ms'],
    ['prefillTokensPerSecond', '12_876 tokens/s', '12_875.8 tok/s'],
    ['interTokenMs', '— withheld', '— withheld'],
    ['stalls', '1, longest 446 ms', '1, longest 445.6 ms'],
    ['interChunkMs', 'p50 20 ms · p95 20 ms · max 446 ms (n 87)', 'p50 20.0 ms · p95 20.0 ms · max 445.6 ms (n 87)'],
  ])('%s', (key, card, table) => {
    expect([metricText(report, key, 'card'), metricText(report, key, 'table')].map(shown)).toEqual([card, table]);
  });

  test('estimates, bounds and absences show what they are', () => {
    const local = { input: 20, output: 9, tokenizer: 'other', isModelsOwn: false };
    const guessed = reportOf(traceOf(steady(100, 20, 9)), { localCount: local });
    expect(metricText(guessed, 'tpotMs', 'card')).toBe('≈ 20 ms');
    expect(metricText(guessed, 'prefillTokensPerSecond', 'card')).toBe('≥ 204 tokens/s');
    expect(metricText(guessed, 'queueMs', 'card')).toBe('—');
    expect(metricText(guessed, 'stalls', 'card')).toBe('none');
  });
});

describe('formulas hold the actual values', () => {
  test.each<[MetricKey, string]>([
    ['ttftMs', 'first generated chunk = 312.4 ms after the start'],
    ['ttftWarmMs', 'TTFT 312.4 ms − connection 9.00 ms = 303.4 ms'],
    ['thinkingMs', 'first answer 758.0 ms − first reasoning 312.4 ms = 445.6 ms'],
    [
      'tpotMs',
      'decode 2_165.6 ms ÷ 87 tokens after the first chunk = 24.9 ms. The first chunk is taken for one token, as the server does not say. Divided by all 88 output tokens it would be 24.6 ms.',
    ],
    ['decodeTokensPerSecond', '1000 ÷ TPOT 24.9 ms = 40.2 tok/s'],
    ['endToEndTokensPerSecond', '88 tokens ÷ 2_478.0 ms = 35.5 tok/s'],
    ['prefillTokensPerSecond', '788 input tokens that were not cached ÷ prefill 61.2 ms = 12_875.8 tok/s'],
    ['interTokenMs', 'Withheld. The server does not say how many tokens each chunk holds.'],
  ])('%s', (key, expected) => expect(shown(metricRow(key).explain(report))).toBe(expected));

  test('every number of every report can be explained', () => {
    for (const made of [report, reportOf(traceOf([])), reportOf(traceOf(steady(9, 9, 9, 1)))]) {
      for (const row of METRIC_CATALOGUE) expect(row.explain(made)).not.toMatch(/NaN|undefined|null|Infinity|^$/);
    }
  });

  test('an absent number is not called withheld when there was nothing to measure', () => {
    const plain = reportOf(traceOf(steady(9, 9, 9, 1)));
    expect(metricRow('thinkingMs').explain(plain)).toBe('The model streamed no reasoning before its answer.');
  });
});

describe('parts of a number', () => {
  test.each<[MetricKey, string[]]>([
    ['ttftMs', ['measured']],
    ['tpotMs', ['measured', 'reported']],
    ['prefillTokensPerSecond', ['reported']],
    ['interTokenMs', []],
  ])('%s', (key, expected) => expect(metricRow(key).parts(report)).toEqual(expected));
});
