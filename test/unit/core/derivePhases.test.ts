import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivePhases } from '../../../src/core/derivePhases';
import { runError } from '../../../src/core/runError';
import type { RunTrace, TracePhase } from '../../../src/core/runTrace';
import { NO_MARKS, chunk, steady, timings, traceOf } from './builders';

/** Phases as `name start-end`, `◆` where the server says so. */
const drawn = (trace: RunTrace): string[] =>
  derivePhases(trace).map(
    ({ name, startMs, endMs, source }) => `${name} ${startMs}-${endMs}${source === 'reported' ? ' ◆' : ''}`,
  );

const newConnection = { ...NO_MARKS, dnsEnd: 2, connectEnd: 5, tlsEnd: 9, requestSent: 10, streamEnd: 150 };
const failed = (parts: Partial<RunTrace>): Partial<RunTrace> => ({
  status: 'failed',
  finishReason: 'unknown',
  ...parts,
});

describe('a run over a socket', () => {
  test('has its connection, its wait and its text', () => {
    expect(drawn(traceOf(steady(100, 20, 3), { marks: newConnection }))).toEqual([
      'dns 0-2',
      'connect 2-5',
      'tls 5-9',
      'send 9-10',
      'wait 10-100',
      'decode 100-140',
      'tail 140-150',
    ]);
  });

  test('on a reused connection begins with the request', () => {
    const trace = traceOf(steady(100, 20, 3), { reused: true, marks: { ...NO_MARKS, requestSent: 1, streamEnd: 140 } });
    expect(drawn(trace)).toEqual(['send 0-1', 'wait 1-100', 'decode 100-140']);
  });

  test('may be answered before all of the request is sent', () => {
    const marks = { ...NO_MARKS, connectEnd: 5, requestSent: 130, streamEnd: 140 };
    expect(drawn(traceOf(steady(100, 20, 3), { marks }))).toEqual(['connect 0-5', 'send 5-100', 'decode 100-140']);
  });

  test('thinks before it answers', () => {
    const chunks = [chunk(100, 'hm', { channel: 'reasoning' }), chunk(130), chunk(150)];
    expect(drawn(traceOf(chunks, { marks: newConnection })).slice(4)).toEqual([
      'wait 10-100',
      'thinking 100-130',
      'decode 130-150',
    ]);
  });

  test('may think to its end', () => {
    const chunks = [100, 140].map((atMs) => chunk(atMs, 'hm', { channel: 'reasoning' }));
    expect(drawn(traceOf(chunks, { marks: newConnection })).slice(5)).toEqual(['thinking 100-140', 'tail 140-150']);
  });
});

describe('what the server says lies inside the wait', () => {
  const say = (parts: Parameters<typeof timings>[0]) =>
    drawn(traceOf(steady(100, 20, 2), { marks: newConnection, timings: timings(parts) })).slice(4, -2);

  test('before the first token, the unexplained rest first', () => {
    expect(say({ queueMs: 30, prefillMs: 20, loadMs: 10 })).toEqual([
      'wait 10-40',
      'load 40-50 ◆',
      'queue 50-80 ◆',
      'prefill 80-100 ◆',
    ]);
  });
  test('and never reaches beyond it', () => {
    expect(say({ queueMs: 30.5, prefillMs: 60 })).toEqual(['queue 10-40 ◆', 'prefill 40-100 ◆']);
  });
  test('and draws no border when it cannot be', () => {
    expect(say({ queueMs: 500, prefillMs: 60 })).toEqual(['wait 10-100']);
    expect(say({ prefillMs: 60, totalMs: 900 })).toEqual(['wait 10-100']);
  });
  test('a body in one piece was generated in it', () => {
    const trace = traceOf([chunk(100)], {
      streamed: false,
      marks: { ...newConnection, streamEnd: 100 },
      timings: timings({ prefillMs: 20, decodeMs: 40 }),
    });
    expect(drawn(trace).slice(4)).toEqual(['wait 10-40', 'prefill 40-60 ◆', 'decode 60-100 ◆']);
  });
});

describe('a run that broke off ends with the step that it was in', () => {
  test.each<[string, Partial<RunTrace>, string[]]>([
    ['name lookup', { error: runError('dns', ''), marks: NO_MARKS }, ['dns 0-80']],
    ['connecting', { error: runError('refused', ''), marks: { ...NO_MARKS, dnsEnd: 2 } }, ['dns 0-2', 'connect 2-80']],
    ['TLS', { error: runError('tls', ''), marks: { ...NO_MARKS, connectEnd: 5 } }, ['connect 0-5', 'tls 5-80']],
    ['sending', { error: runError('reset', ''), reused: true, marks: NO_MARKS }, ['send 0-80']],
    [
      'waiting',
      { error: runError('timeout', ''), marks: { ...NO_MARKS, connectEnd: 5, requestSent: 6 } },
      ['connect 0-5', 'send 5-6', 'wait 6-80'],
    ],
  ])('%s', (_, parts, expected) => expect(drawn(traceOf([], failed({ endMs: 80, ...parts })))).toEqual(expected));

  test('text, with the silence after it up to the stop', () => {
    const trace = traceOf(steady(20, 10, 3), {
      status: 'cancelled',
      endMs: 80,
      marks: { ...NO_MARKS, requestSent: 1 },
    });
    expect(drawn(trace)).toEqual(['send 0-1', 'wait 1-20', 'decode 20-40', 'tail 40-80']);
  });
});

test('a refused request before the answered one leaves its time free, but for the connection it made', () => {
  const attempts = [{ startMs: 0, endMs: 30, httpStatus: 400, cause: 'retried', detail: '' }] as const;
  const made = traceOf(steady(50, 10, 2), {
    attempts: [...attempts],
    marks: { ...NO_MARKS, connectEnd: 5, requestSent: 32, streamEnd: 60 },
  });
  expect(drawn(made)).toEqual(['connect 0-5', 'send 30-32', 'wait 32-50', 'decode 50-60']);
  const again = traceOf(steady(50, 10, 2), {
    attempts: [...attempts],
    marks: { ...NO_MARKS, connectEnd: 35, requestSent: 36, streamEnd: 60 },
  });
  expect(drawn(again)).toEqual(['connect 30-35', 'send 35-36', 'wait 36-50', 'decode 50-60']);
});

describe('a local model', () => {
  const own = (...phases: [TracePhase['name'], number, number][]): Partial<RunTrace> => ({
    phases: phases.map(([name, startMs, endMs]) => ({ name, startMs, endMs, source: 'measured' })),
    marks: { ...NO_MARKS, streamEnd: 45 },
  });
  test('says its phases itself', () => {
    expect(drawn(traceOf(steady(25, 10, 3), own(['load', 1, 10], ['prefill', 10, 24])))).toEqual([
      'wait 0-1',
      'load 1-10',
      'prefill 10-24',
      'wait 24-25',
      'decode 25-45',
    ]);
  });
  test('that was warm did not load', () => {
    expect(drawn(traceOf(steady(25, 10, 3), own(['load', 1, 1], ['prefill', 1, 25])))).toEqual([
      'wait 0-1',
      'prefill 1-25',
      'decode 25-45',
    ]);
  });
});

test('whatever was observed: in order, without overlap, within the run', () => {
  const time = fc.option(fc.integer({ min: 0, max: 200 }));
  const trace = fc.record({
    marks: fc.tuple(time, time, time, time, time).map((times) => {
      const [dnsEnd, connectEnd, tlsEnd, requestSent, streamEnd] = times.map((atMs, index) =>
        atMs === null ? null : atMs + index * 200,
      );
      return {
        ...NO_MARKS,
        dnsEnd: dnsEnd ?? null,
        connectEnd: connectEnd ?? null,
        tlsEnd: tlsEnd ?? null,
        requestSent: requestSent ?? null,
        streamEnd: streamEnd === null || streamEnd === undefined ? null : streamEnd + 1000,
      };
    }),
    gaps: fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 15 }),
    queueMs: time,
    prefillMs: time,
    loadMs: time,
    attemptMs: time,
    reused: fc.boolean(),
    streamed: fc.boolean(),
    status: fc.constantFrom('completed', 'failed', 'cancelled'),
  });
  fc.assert(
    fc.property(trace, ({ marks, gaps, queueMs, prefillMs, loadMs, attemptMs, ...rest }) => {
      let atMs = 850;
      const chunks = gaps.map((gap) => chunk((atMs += gap), 'a', { channel: gap % 2 ? 'answer' : 'reasoning' }));
      const made = traceOf(chunks, {
        ...rest,
        marks,
        endMs: 5000,
        timings: timings({ queueMs, prefillMs, loadMs }),
        attempts:
          attemptMs === null ? [] : [{ startMs: 0, endMs: attemptMs, httpStatus: 400, cause: 'retried', detail: '' }],
      });
      let before = 0;
      for (const { startMs, endMs } of derivePhases(made)) {
        expect(startMs).toBeGreaterThanOrEqual(before);
        expect(endMs).toBeGreaterThan(startMs);
        before = endMs;
      }
      expect(before).toBeLessThanOrEqual(5000);
    }),
    { numRuns: 1000 },
  );
});
