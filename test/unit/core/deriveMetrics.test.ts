import { describe, expect, test } from 'vitest';
import { deriveMetrics } from '../../../src/core/deriveMetrics';
import { deriveTokens, type LocalCount } from '../../../src/core/deriveTokens';
import { MetricsSchema, type MetricKey, type Metrics } from '../../../src/core/runReport';
import type { Chunk, RunTrace } from '../../../src/core/runTrace';
import { NO_MARKS, chunk, chunksAt, steady, timings, traceOf, usage } from './builders';

const guess = (output: number, input = 20): LocalCount => ({ input, output, tokenizer: 'other', isModelsOwn: false });

function metricsOf(chunks: readonly Chunk[], parts: Partial<RunTrace> = {}, local: LocalCount | null = null): Metrics {
  const trace = traceOf(chunks, parts);
  return deriveMetrics(trace, deriveTokens(trace, local, null));
}

const measured = (value: number) => ({ value, source: 'measured' });
const absent = (reason: string) => ({ value: null, source: null, reason });
const reports = (outputTotal: number): Partial<RunTrace> => ({ usage: usage({ inputTotal: 100, outputTotal }) });

test('a plain run: 10 tokens, the first at 100 ms, one every 20 ms', () => {
  const metrics = metricsOf(steady(100, 20, 10), {
    ...reports(10),
    marks: { ...NO_MARKS, dnsEnd: 1, connectEnd: 4, tlsEnd: 10, requestSent: 11, streamEnd: 290 },
  });
  expect(metrics).toMatchObject({
    ttftMs: measured(100),
    ttfoMs: measured(100),
    thinkingMs: absent('no-reasoning'),
    connectMs: measured(10),
    ttftWarmMs: measured(90),
    decodeMs: measured(180),
    tpotMs: { value: 20, source: 'derived' },
    e2eMs: measured(280),
    tailMs: measured(10),
    decodeTokensPerSecond: { value: 50, source: 'derived' },
    charactersPerSecond: measured(50),
    interChunkMs: { value: { p50: 20, p95: null, p99: null, max: 20, count: 9 }, source: 'measured' },
    interTokenMs: absent('tokens-per-chunk-unknown'),
    stalls: { value: [], source: 'measured' },
    loadMs: absent('not-reported'),
    queueMs: absent('not-reported'),
  });
  expect(metrics.endToEndTokensPerSecond.value).toBeCloseTo(10_000 / 280);
});

describe('every metric is there or says why not', () => {
  const shapes: Record<string, Metrics> = {
    nothing: metricsOf([]),
    'one chunk': metricsOf([chunk(5)]),
    'many chunks': metricsOf(steady(100, 20, 30), reports(30)),
    'a failed run': metricsOf(steady(100, 20, 3), { status: 'failed' }),
    'one body': metricsOf([chunk(50)], { streamed: false }),
    'all at one moment': metricsOf(steady(100, 0, 30)),
  };
  test.each(Object.entries(shapes))('%s', (_, metrics) => {
    expect(Object.keys(metrics).toSorted()).toEqual(Object.keys(MetricsSchema.entries).toSorted());
    for (const [key, metric] of Object.entries(metrics)) {
      expect({ key, hasReason: metric.reason !== undefined }).toEqual({ key, hasReason: metric.value === null });
      expect(metric.source === null).toBe(metric.value === null);
      if (typeof metric.value === 'number') expect(Number.isFinite(metric.value)).toBe(true);
    }
  });
});

describe('absent with its reason', () => {
  const whole: Partial<RunTrace> = { streamed: false };
  test.each<[string, Metrics, Partial<Record<MetricKey, string>>]>([
    [
      'nothing generated',
      metricsOf([]),
      {
        ttftMs: 'nothing-generated',
        ttfoMs: 'nothing-generated',
        tpotMs: 'nothing-generated',
        e2eMs: 'nothing-generated',
        tailMs: 'nothing-generated',
        interChunkMs: 'nothing-generated',
        charactersPerSecond: 'nothing-generated',
      },
    ],
    [
      'one body',
      metricsOf([chunk(50)], { ...whole, ...reports(9) }),
      {
        ttftMs: 'not-streamed',
        ttfoMs: 'not-streamed',
        decodeMs: 'not-streamed',
        tpotMs: 'not-streamed',
        tailMs: 'not-streamed',
        stalls: 'not-streamed',
        interTokenMs: 'not-streamed',
      },
    ],
    [
      'one chunk of many tokens',
      metricsOf([chunk(50)], reports(9)),
      {
        ttftMs: 'one-chunk',
        tpotMs: 'one-chunk',
        decodeMs: 'one-chunk',
        interChunkMs: 'one-chunk',
        ttftWarmMs: 'one-chunk',
      },
    ],
    [
      'one token',
      metricsOf([chunk(50)], reports(1)),
      { tpotMs: 'no-decode-tokens', decodeMs: 'one-chunk', stalls: 'one-chunk' },
    ],
    [
      'no tokens known',
      metricsOf(steady(50, 10, 9)),
      {
        tpotMs: 'tokens-unknown',
        decodeTokensPerSecond: 'tokens-unknown',
        endToEndTokensPerSecond: 'tokens-unknown',
        prefillTokensPerSecond: 'tokens-unknown',
      },
    ],
    [
      'stopped',
      metricsOf(steady(50, 10, 9), { status: 'cancelled' }, guess(9)),
      {
        e2eMs: 'not-finished',
        tailMs: 'not-finished',
        endToEndTokensPerSecond: 'not-finished',
      },
    ],
    [
      'only reasoning',
      metricsOf([chunk(5, 'a', { channel: 'reasoning' }), chunk(9, 'b', { channel: 'reasoning' })]),
      {
        ttfoMs: 'only-reasoning',
        thinkingMs: 'only-reasoning',
      },
    ],
    [
      'held back',
      metricsOf(steady(900, 0, 40), reports(40)),
      {
        tpotMs: 'buffered-stream',
        decodeTokensPerSecond: 'buffered-stream',
        interTokenMs: 'buffered-stream',
        stalls: 'buffered-stream',
        charactersPerSecond: 'buffered-stream',
      },
    ],
    ['packed chunks', metricsOf(steady(50, 10, 10), reports(40)), { interTokenMs: 'chunked-tokens' }],
    ['chunks of two tokens', metricsOf(steady(50, 10, 10, 2), reports(20)), { interTokenMs: 'chunked-tokens' }],
    ['no connection of its own', metricsOf(steady(50, 10, 3), { marks: NO_MARKS }), { connectMs: 'no-connection' }],
  ])('%s', (_, metrics, expected) => {
    const reasons = Object.fromEntries(Object.keys(expected).map((key) => [key, metrics[key as MetricKey].reason]));
    expect(reasons).toEqual(expected);
  });

  test('one token is an honest first token', () =>
    expect(metricsOf([chunk(50)], reports(1)).ttftMs).toEqual(measured(50)));
  test('a stopped run keeps the first token of its only chunk', () =>
    expect(metricsOf([chunk(50)], { status: 'cancelled' }).ttftMs).toEqual(measured(50)));
  test('one body still has its latency, up to the end of the stream', () =>
    expect(metricsOf([chunk(50)], { ...whole, marks: { ...NO_MARKS, streamEnd: 60 } }).e2eMs).toEqual(measured(60)));
});

describe('time per output token', () => {
  test('leaves out the tokens of the first chunk', () => {
    const chunks = [chunk(100, 'a', { tokens: 8 }), ...steady(120, 20, 12, 1)];
    expect(metricsOf(chunks, reports(20)).tpotMs.value).toBe(240 / 12);
  });
  test('takes the first chunk for one token when the server does not say', () => {
    expect(metricsOf(steady(100, 20, 5), reports(17)).tpotMs.value).toBe(80 / 16);
  });
  test('leaves out reasoning that was never streamed', () => {
    const parts = { usage: usage({ inputTotal: 10, outputTotal: 405, outputReasoning: 400 }) };
    expect(metricsOf(steady(100, 20, 5), parts).tpotMs.value).toBe(20);
  });
  test('is as weak as its tokens', () => {
    expect(metricsOf(steady(100, 20, 5), {}, guess(5)).tpotMs).toEqual({ value: 20, source: 'estimated' });
  });
});

describe('thinking', () => {
  const thought = (atMs: number): Chunk => chunk(atMs, 'hm', { channel: 'reasoning' });
  test('lies between the first reasoning and the first answer', () => {
    expect(metricsOf([thought(100), thought(150), ...chunksAt([300, 320])])).toMatchObject({
      ttftMs: measured(100),
      ttfoMs: measured(300),
      thinkingMs: measured(200),
    });
  });
  test('in mid-answer is not thinking time', () => {
    expect(metricsOf([chunk(100), thought(150), chunk(300)]).thinkingMs).toEqual(absent('no-reasoning'));
  });
  test.each(['tool', 'refusal'] as const)('%s text is an answer', (channel) => {
    expect(metricsOf([chunk(100, 'x', { channel }), chunk(120)]).ttfoMs).toEqual(measured(100));
  });
});

describe('inter-token latency', () => {
  test('is there when each chunk is known to hold one token', () => {
    expect(metricsOf(steady(100, 20, 5, 1)).interTokenMs.value).toMatchObject({ p50: 20, count: 4 });
  });
  test('allows five chunks in a hundred to hold more', () => {
    const chunks = steady(100, 20, 100, 1).map((each, index) => (index % 20 === 3 ? { ...each, tokens: 2 } : each));
    expect(metricsOf(chunks).interTokenMs.value).not.toBeNull();
    const more = chunks.map((each, index) => (index === 7 ? { ...each, tokens: 2 } : each));
    expect(metricsOf(more).interTokenMs).toEqual(absent('chunked-tokens'));
  });
});

describe('stalls', () => {
  const withGap = (gapMs: number, stepMs: number) => [
    ...steady(100, stepMs, 10),
    ...steady(100 + 9 * stepMs + gapMs, stepMs, 10),
  ];
  test.each([
    [201, 20, [{ atMs: 481, gapMs: 201 }]],
    [199, 20, []],
    [501, 100, [{ atMs: 1501, gapMs: 501 }]],
    [499, 100, []],
  ])('a silence of %i ms among gaps of %i ms', (gapMs, stepMs, expected) => {
    expect(metricsOf(withGap(gapMs, stepMs)).stalls.value).toEqual(expected);
  });
});

describe('connection', () => {
  test('of a reused one took no time', () => {
    const metrics = metricsOf(steady(100, 20, 3), { reused: true, marks: NO_MARKS });
    expect(metrics.connectMs).toEqual({ value: 0, source: 'measured', reused: true });
    expect(metrics.ttftWarmMs).toEqual(measured(100));
  });
  const attempt = { startMs: 0, endMs: 40, httpStatus: 400, cause: 'retried', detail: '' } as const;
  test.each([
    ['made for the second request', 47, 7],
    ['made for the refused one', 5, 5],
  ])('%s', (_, connectEnd, expected) => {
    const parts = { attempts: [attempt], marks: { ...NO_MARKS, connectEnd } };
    expect(metricsOf(steady(100, 20, 3), parts).connectMs).toEqual(measured(expected));
  });
});

describe('prefill speed', () => {
  const input = { usage: usage({ inputTotal: 120, inputCached: 20, outputTotal: 5 }) };
  test('follows from the time that the server reports', () => {
    const metrics = metricsOf(steady(100, 20, 5), { ...input, timings: timings({ prefillMs: 50 }) });
    expect(metrics.prefillTokensPerSecond).toEqual({ value: 2000, source: 'reported' });
  });
  test('is a lower bound when the server says nothing', () => {
    const metrics = metricsOf(steady(102, 20, 5), input);
    expect(metrics.prefillTokensPerSecond).toEqual({ value: 1000, source: 'derived', bound: 'lower' });
  });
  test('of a local model is exact', () => {
    const phases = [{ name: 'prefill', startMs: 10, endMs: 60, source: 'measured' }] as const;
    const metrics = metricsOf(steady(70, 20, 5), { ...input, phases: [...phases] });
    expect(metrics.prefillTokensPerSecond).toEqual({ value: 2000, source: 'derived' });
  });
});

describe('load and queue', () => {
  test('as the server says', () => {
    const metrics = metricsOf(steady(70, 20, 5), { timings: timings({ loadMs: 900, queueMs: 0 }) });
    expect(metrics).toMatchObject({
      loadMs: { value: 900, source: 'reported' },
      queueMs: { value: 0, source: 'reported' },
    });
  });
  test('loading in a process of our own is measured', () => {
    const phases = [{ name: 'load', startMs: 0, endMs: 60, source: 'measured' }] as const;
    expect(metricsOf(steady(70, 20, 5), { phases: [...phases] }).loadMs).toEqual(measured(60));
  });
});

test('characters are counted as a reader counts them', () => {
  expect(metricsOf([chunk(0, 'ab'), chunk(1000, '😀é中')]).charactersPerSecond).toEqual(measured(3));
});
