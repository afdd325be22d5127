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
