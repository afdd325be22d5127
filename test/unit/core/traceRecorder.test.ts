import { describe, expect, test } from 'vitest';
import { runError } from '../../../src/core/runError';
import type { StreamEvent } from '../../../src/core/streamEvent';
import { createTraceRecorder, type RunEnd, type TraceRecorder } from '../../../src/core/traceRecorder';
import { usage } from './builders';

const NOON = '2026-11-20T12:00:00.000Z';
const text = (value: string): StreamEvent => ({ type: 'text', channel: 'answer', text: value, tokens: null });
const end = (parts: Partial<RunEnd> = {}): RunEnd => ({
  status: 'completed',
  error: null,
  atMs: 100,
  loopDelay: null,
  ...parts,
});

function recording(): TraceRecorder {
  const recorder = createTraceRecorder(() => NOON);
  recorder.begin();
  return recorder;
}

/** Each event in a read of its own, 10 ms apart. */
function recorded(...events: StreamEvent[]): TraceRecorder {
  const recorder = recording();
  events.forEach((event, index) => recorder.event(event, (index + 1) * 10, recorder.read((index + 1) * 10, 50)));
  return recorder;
}

test('the wall clock is asked once, at the beginning', () => {
  let asked = 0;
  const recorder = createTraceRecorder(() => `${NOON}${asked++}`);
  expect(recorder.begun).toBe(false);
  recorder.begin();
  recorder.begin();
  expect(recorder.begun).toBe(true);
  expect(recorder.finish(end()).startedAt).toBe(`${NOON}0`);
  expect(asked).toBe(1);
});

test('a run that fails before its start still has a date', () => {
  const trace = createTraceRecorder(() => NOON).finish(
    end({ status: 'failed', error: runError('dns', 'no such host') }),
  );
  expect(trace).toMatchObject({ startedAt: NOON, status: 'failed', chunks: [] });
});

test('what a server says of its time adds up, and silence takes nothing back', () => {
  const none = { queueMs: null, prefillMs: null, decodeMs: null, loadMs: null, totalMs: null };
  const trace = recorded(
    { type: 'timings', timings: { ...none, loadMs: 7, totalMs: 1 }, raw: { a: 1 } },
    { type: 'timings', timings: { ...none, totalMs: 9 }, raw: { b: 2 } },
  ).finish(end());
  expect(trace.timings).toEqual({ ...none, loadMs: 7, totalMs: 9 });
  expect(trace.timingsRaw).toEqual({ a: 1, b: 2 });
});

test('progress before the first token is shown until then, and is no part of the trace', () => {
  const progress = { phase: 'prefill', processed: 4, total: 9, cached: null, timeMs: null } as const;
  const recorder = recorded({ type: 'progress', progress });
  expect(recorder.work).toEqual(progress);
  recorder.event(text('a'), 50, recorder.read(50, 9));
  expect(recorder.work).toBeNull();
  expect(JSON.stringify(recorder.finish(end()))).not.toContain('processed');
});

test('reads are numbered, and chunks of one read share its number', () => {
  const recorder = recording();
  const read = recorder.read(5, 80);
  recorder.event(text('a'), 5, read);
  recorder.event(text('b'), 5, read);
  expect(recorder.read(9, 10)).toBe(1);
  expect(recorder.chunks.map((chunk) => chunk.read)).toEqual([0, 0]);
  expect(recorder.reads).toEqual([
    { atMs: 5, bytes: 80 },
    { atMs: 9, bytes: 10 },
  ]);
});

test('text after the terminator is ignored', () => {
  const trace = recorded(text('a'), { type: 'end' }, text('b')).finish(end());
  expect(trace.chunks.map((chunk) => chunk.text)).toEqual(['a']);
});

test('empty text is no chunk', () => {
  expect(recorded(text(''), text('a')).chunks).toHaveLength(1);
});

test('the terminator ends the stream, not the close that follows it', () => {
  const recorder = recorded(text('a'), { type: 'end' });
  recorder.mark('streamEnd', 90);
  expect(recorder.finish(end()).marks.streamEnd).toBe(20);
});

test('without a terminator the close ends the stream', () => {
  const recorder = recorded(text('a'));
  recorder.mark('streamEnd', 90);
  expect(recorder.finish(end()).marks.streamEnd).toBe(90);
});

test('later totals win, but "did not say" takes nothing back', () => {
  const first = usage({ inputTotal: 9, inputCached: 4, outputTotal: 1 });
  const trace = recorded(
    { type: 'usage', usage: first },
    { type: 'usage', usage: usage({ inputTotal: 9, outputTotal: 7 }) },
  ).finish(end());
  expect(trace.usage).toEqual(usage({ inputTotal: 9, inputCached: 4, outputTotal: 7 }));
});

describe('the end of a run', () => {
  const wrong = runError('server-error', 'it broke');
  test('an error inside the stream makes an orderly end a failure', () => {
    const trace = recorded(text('a'), { type: 'error', error: wrong }, { type: 'end' }).finish(end());
    expect(trace).toMatchObject({ status: 'failed', error: wrong });
  });
  test('the first error is the one that counts', () => {
    const trace = recorded({ type: 'error', error: wrong }, { type: 'error', error: runError('reset', 'later') });
    expect(trace.finish(end()).error).toBe(wrong);
  });
  test('the reason of the source goes before an error of the stream', () => {
    const stop = runError('cancelled', 'stopped');
    const trace = recorded({ type: 'error', error: wrong }).finish(end({ status: 'cancelled', error: stop }));
    expect(trace).toMatchObject({ status: 'cancelled', error: stop });
  });
});

test('finish reason, timings and models are kept with the raw words', () => {
  const timings = { queueMs: 1, prefillMs: 2, decodeMs: 3, loadMs: null, totalMs: null };
  const trace = recorded(
    { type: 'model', model: 'm' },
    { type: 'model', model: 'm2' },
    { type: 'model', model: 'm' },
    { type: 'timings', timings, raw: { a: 1 } },
    { type: 'timings', timings, raw: { b: 2 } },
    { type: 'finish', reason: 'length', raw: 'max_tokens' },
  ).finish(end());
  expect(trace).toMatchObject({
    models: ['m', 'm2'],
    timings,
    timingsRaw: { a: 1, b: 2 },
    finishReason: 'length',
    rawFinishReason: 'max_tokens',
  });
});

test('marks of a refused request go with it, those of its connection stay', () => {
  const recorder = recording();
  recorder.mark('connectEnd', 2);
  recorder.mark('requestSent', 3);
  recorder.mark('headers', 8);
  recorder.attempt({ startMs: 0, endMs: 9, httpStatus: 400, cause: 'retried', detail: 'stream_options' });
  expect(recorder.marks).toMatchObject({ connectEnd: 2, requestSent: null, headers: null });
});

test('proxy, reuse, own phases and a single body are kept', () => {
  const recorder = recording();
  recorder.proxy('http://127.0.0.1:3128');
  recorder.reused();
  recorder.notStreamed();
  recorder.phase({ name: 'load', startMs: 0, endMs: 5, source: 'measured' });
  expect(recorder.isReused).toBe(true);
  expect(recorder.finish(end())).toMatchObject({
    proxy: 'http://127.0.0.1:3128',
    reused: true,
    streamed: false,
    phases: [{ name: 'load' }],
    endMs: 100,
  });
});

test('an answer that turns out to have been reasoning is one, and why is kept', () => {
  const recorder = recording();
  recorder.event(text('Hm'), 10, recorder.read(10, 1));
  recorder.event({ type: 'text', channel: 'tool', text: 'f', tokens: null }, 11, recorder.read(11, 1));
  recorder.event({ type: 'was-reasoning' }, 12, recorder.read(12, 1));
  recorder.event(text('Yes'), 12, 2);
  const { chunks, timingsRaw } = recorder.finish(end());
  expect(chunks.map(({ channel, atMs }) => [channel, atMs])).toEqual([
    ['reasoning', 10],
    ['tool', 11],
    ['answer', 12],
  ]);
  expect(timingsRaw).toMatchObject({ reasoningOpenedIn: 'prompt' });
});

test('lateness is that of the thread that stamped', () => {
  const own = { p99Ms: 9, maxMs: 99 };
  const end = { status: 'completed', error: null, atMs: 1, loopDelay: own } as const;
  expect(createTraceRecorder(() => '').finish(end).loopDelay).toBe(own);
  for (const theirs of [{ p99Ms: 1, maxMs: 2 }, null]) {
    const recorder = createTraceRecorder(() => '');
    recorder.stampedElsewhere(theirs);
    expect(recorder.finish(end).loopDelay).toBe(theirs);
  }
});

test('a million chunks cost the same each', () => {
  const recorder = recording();
  for (let index = 0; index < 1_000_000; index++) recorder.event(text('a'), index, recorder.read(index, 1));
  expect(recorder.finish(end()).chunks).toHaveLength(1_000_000);
});
