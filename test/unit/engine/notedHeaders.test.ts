import { expect, test } from 'vitest';
import { createTraceRecorder } from '../../../src/core/traceRecorder';
import type { Vendor } from '../../../src/core/vocabulary';
import { noteHeaders } from '../../../src/engine/http/notedHeaders';
import { profileOf } from '../../../src/protocols/vendors/profiles';

/** What the trace of a run knows after an answer with these headers. */
function noted(vendor: Vendor, headers: Record<string, string | string[]>) {
  const recorder = createTraceRecorder(() => '');
  recorder.begin();
  noteHeaders({ status: 200, headers, atMs: 1 }, profileOf(vendor), recorder);
  const { timings, timingsRaw } = recorder.finish({ status: 'completed', error: null, atMs: 2, loopDelay: null });
  return { timings, raw: timingsRaw };
}

test('what explains numbers is kept, all else is not', () => {
  const headers = {
    'content-type': 'text/event-stream',
    'set-cookie': ['a=b'],
    'openai-organization': 'org',
    date: 'd',
  };
  expect(noted('generic', headers).raw).toEqual({ headers: { 'content-type': 'text/event-stream' } });
  expect(noted('generic', { date: 'd' }).raw).toEqual({});
});

test("a vendor's own headers are kept with what they cover", () => {
  const headers = { 'x-ratelimit-remaining-tokens': '7', 'openai-processing-ms': '31' };
  const { raw, timings } = noted('openai', headers);
  expect(raw).toMatchObject({ vendor: 'openai', headers });
  expect(raw['headersCover']).toEqual({ 'x-ratelimit-remaining-tokens': expect.stringContaining('quota') as string });
  // It ends with the headers, so it is no time of the run.
  expect(Object.values(timings ?? {}).every((value) => value === null)).toBe(true);
});

test('the name that says more goes before the one that stands for many', () => {
  const { raw } = noted('litellm', { 'x-litellm-overhead-duration-ms': '2', 'x-litellm-model-id': 'm' });
  expect(raw['headersCover']).toEqual({
    'x-litellm-overhead-duration-ms': expect.stringContaining("proxy's own") as string,
    'x-litellm-model-id': expect.stringContaining('behind the proxy') as string,
  });
});

test.each([
  ['12.5', 12.5],
  ['0', 0],
  ['-1', null],
  ['', null],
  ['soon', null],
])('a time of the run is reported: %s ms', (value, queueMs) => {
  expect(noted('tgi', { 'x-queue-time': value, 'x-total-time': '100' }).timings).toMatchObject({
    queueMs,
    totalMs: 100,
  });
});

test('of Text Generation Inference all times of an answer in one body are kept', () => {
  const headers = {
    'x-compute-type': 'gpu+optimized',
    'x-compute-time': '0.5',
    'x-compute-characters': '20',
    'x-total-time': '480',
    'x-validation-time': '1',
    'x-queue-time': '12',
    'x-inference-time': '467',
    'x-time-per-token': '46',
    'x-prompt-tokens': '6',
    'x-generated-tokens': '10',
  };
  const { raw, timings } = noted('tgi', headers);
  expect(raw['headers']).toEqual(headers);
  expect(timings).toMatchObject({ queueMs: 12, totalMs: 480, prefillMs: null, decodeMs: null });
});
