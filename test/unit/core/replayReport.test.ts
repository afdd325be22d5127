import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { publicReport } from '../../../src/core/publicReport';
import { differencesOf, isReplayable, replayReport } from '../../../src/core/replayReport';
import { RunReportSchema, type RunReport } from '../../../src/core/runReport';
import type { RunTrace } from '../../../src/core/runTrace';
import { CHANNELS, FINISH_REASONS, PHASE_NAMES, SOURCES, STATUSES } from '../../../src/core/vocabulary';
import { runError } from '../../../src/core/runError';
import { SAMPLE_REPORTS } from '../report/sampleReports';
import { reportOf, requestOf, steady, TARGET, traceOf, usage } from './builders';

/** What somebody else gets: a file. */
const saved = (report: RunReport, includeText: boolean): string =>
  JSON.stringify(publicReport(report, { trace: true, includeText }));

function replayed(file: string): string {
  const report = JSON.parse(file) as RunReport;
  if (!isReplayable(report)) throw new Error('no trace');
  return JSON.stringify(replayReport(report));
}

/** The same file with nonsense in place of every number that a replay computes. */
function withoutNumbers(file: string): string {
  const report = JSON.parse(file) as RunReport;
  const { tokens } = report;
  const nothing = { total: null, cached: null, cacheWrite: null, source: null };
  return JSON.stringify({
    ...report,
    phases: [],
    metrics: {},
    tokens: { ...tokens, input: nothing, output: { total: 1e9, reasoning: 1, answer: 1, source: 'counted' } },
    quality: { grade: 'A', findings: [] },
  });
}

describe.each([true, false])('with texts: %s', (includeText) => {
  test.each(Object.entries(SAMPLE_REPORTS))('a report that is %s is computed again from its file', (_, report) => {
    const file = saved(report, includeText);
    expect(replayed(file)).toBe(file);
    expect(replayed(withoutNumbers(file))).toBe(file);
  });
});

const anyMs = fc.oneof(
  fc.double({ min: 0, max: 5000, noNaN: true }),
  fc.constantFrom(0, 0.1, 1, 16, -1, -1e9, 1e12, Number.MAX_VALUE),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const anyCount = fc.oneof(fc.nat(500), fc.constantFrom(0, 2 ** 53));
const reads = fc.array(fc.record({ atMs: anyMs, bytes: fc.nat(20_000) }), { minLength: 1, maxLength: 40 });
const chunksOf = (count: number) =>
  fc.array(
    fc.record({
      atMs: anyMs,
      read: fc.nat(count - 1),
      channel: fc.constantFrom(...CHANNELS),
      text: fc.string({ minLength: 1, unit: 'binary' }),
      tokens: maybe(fc.nat(9)),
    }),
    { maxLength: 60 },
  );
const marks = fc.record({
  dnsEnd: maybe(anyMs),
  connectEnd: maybe(anyMs),
  tlsEnd: maybe(anyMs),
  requestSent: maybe(anyMs),
  headers: maybe(anyMs),
  firstByte: maybe(anyMs),
  streamEnd: maybe(anyMs),
});
const facts = fc.record({
  marks,
  endMs: anyMs,
  reused: fc.boolean(),
  proxy: maybe(fc.webUrl()),
  phases: fc.array(
    fc.record({
      name: fc.constantFrom(...PHASE_NAMES),
      startMs: anyMs,
      endMs: anyMs,
      source: fc.constantFrom(...SOURCES),
    }),
    { maxLength: 3 },
  ),
  attempts: fc.array(
    fc.record({
      startMs: anyMs,
      endMs: anyMs,
      httpStatus: maybe(fc.nat(600)),
      cause: fc.constantFrom('retried' as const, 'redirected' as const),
      detail: fc.string(),
    }),
    { maxLength: 2 },
  ),
  usage: maybe(
    fc.record({
      inputTotal: maybe(anyCount),
      inputCached: maybe(anyCount),
      inputCacheWrite: maybe(anyCount),
      outputTotal: maybe(anyCount),
      outputReasoning: maybe(anyCount),
    }),
  ),
  timings: maybe(
    fc.record({
      queueMs: maybe(anyMs),
      prefillMs: maybe(anyMs),
      decodeMs: maybe(anyMs),
      loadMs: maybe(anyMs),
      totalMs: maybe(anyMs),
    }),
  ),
  timingsRaw: fc.dictionary(fc.string(), fc.jsonValue()),
  others: maybe(fc.record({ finished: anyCount, running: anyCount, waiting: anyCount })),
  models: fc.array(fc.string(), { maxLength: 3 }),
  status: fc.constantFrom(...STATUSES),
  finishReason: fc.constantFrom(...FINISH_REASONS),
  rawFinishReason: maybe(fc.string()),
  error: maybe(fc.constantFrom('dns', 'tls', 'reset').map((kind) => runError(kind, 'It went wrong.'))),
  streamed: fc.boolean(),
  loopDelay: maybe(fc.record({ p99Ms: anyMs, maxMs: anyMs })),
});
const localCounts = maybe(
  fc.record({
    input: maybe(anyCount),
    output: maybe(anyCount),
    tokenizer: fc.string(),
    isModelsOwn: fc.boolean(),
  }),
);
/** Traces of every kind, those too that no honest server and no healthy clock can make. */
const traces: fc.Arbitrary<RunTrace> = fc
  .tuple(facts, reads)
  .chain(([parts, all]) => chunksOf(all.length).map((chunks) => traceOf(chunks, { ...parts, reads: all })));

test('any trace gives the same report again, from a file without texts too', () => {
  const law = fc.property(traces, localCounts, fc.boolean(), (trace, localCount, includeText) => {
    const target = { ...TARGET, contextWindow: 4096, budgets: { ttftMs: 100 } };
    const file = saved(reportOf(trace, { localCount, request: requestOf({ target }) }), includeText);
    // Sums beyond all numbers cannot be written down.
    fc.pre(v.is(RunReportSchema, JSON.parse(file)));
    expect(replayed(file)).toBe(file);
    expect(replayed(withoutNumbers(file))).toBe(file);
  });
  fc.assert(law, { numRuns: 1500 });
});

test('a report without its trace cannot be computed again', () => {
  const report = reportOf(traceOf(steady(100, 20, 10)));
  expect(isReplayable(publicReport(report, { trace: false, includeText: true }))).toBe(false);
  expect(publicReport(report, { trace: false, includeText: true })).not.toHaveProperty('trace');
});

test('what a trace adds is no text of the prompt or the answer', () => {
  const report = reportOf(traceOf(steady(100, 20, 10).map((each) => ({ ...each, text: 'secret words' }))));
  expect(saved(report, false)).not.toContain('secret words');
  expect(saved(report, false)).not.toContain('sky blue');
});

test('differences are named by their place', () => {
  const report = reportOf(traceOf(steady(100, 20, 10), { usage: usage({ outputTotal: 10 }) }));
  const { metrics } = report;
  const changed = { ...report, metrics: { ...metrics, ttftMs: { ...metrics.ttftMs, value: 50 } }, more: { a: 1 } };
  expect(differencesOf(report, changed)).toEqual(['metrics.ttftMs.value', 'more']);
  expect(differencesOf([1, { a: 2 }], [1, { a: 3 }, 4])).toEqual(['1.a', '2']);
  expect(differencesOf(report, structuredClone(report))).toEqual([]);
});
