import { describe, expect, test } from 'vitest';
import type { LocalCount } from '../../../src/core/deriveTokens';
import type { RunReport } from '../../../src/core/runReport';
import { createTraceRecorder, type RunEnd } from '../../../src/core/traceRecorder';
import { createEventStream } from '../../../src/protocols/eventStream';
import { openaiChat } from '../../../src/protocols/openaiChat';
import { reportOf } from '../core/builders';
import { CONTEXT, delta, finish, sse } from './replay';

/**
 * The cases that must come out right, from the bytes of a scripted server to the report, at times that the test sets. Where sockets,
 * clocks or many runs matter, a case is tested once more, over real sockets:
 *
 *    1, 3, 12, 13, 14  engine/truth.test.ts
 *    5                 engine/negotiation.test.ts, protocols/openaiUsage.test.ts
 *    7                 engine/truth.test.ts, and protocols/streamLaws.ts for every cut of every recorded stream
 *    8                 engine/truth.test.ts, core/bufferedStream.test.ts and, by the hundred, npm run bench:accuracy
 *    9                 engine/negotiation.test.ts: refused fields and streams, asked again without, remembered for the endpoint
 *   10                 engine/hostileServers.test.ts
 *   11                 engine/measure.test.ts
 *   15                 engine/nativeServers.test.ts: Ollama with a load; npm run bench:accuracy: cold start, queue, prefill, cache
 *   16, 17             engine/truth.test.ts: a pause of the thread, a wall clock that jumps
 *   18                 engine/truth.test.ts, and engine/hostileServers.test.ts for the stall timer
 *   20                 core/statistics/simulation.test.ts: two equal servers, through whole series reports
 */

/** What the server writes at a moment: text, or bytes where a cut inside a character matters. */
type Write = readonly [atMs: number, what: string | Uint8Array];

interface Run {
  readonly end?: Partial<RunEnd>;
  readonly local?: LocalCount;
}

function profile(writes: readonly Write[], { end, local }: Run = {}): RunReport {
  const recorder = createTraceRecorder(() => '2026-11-20T09:00:00.000Z');
  const stream = createEventStream();
  const decoder = openaiChat.createDecoder(CONTEXT);
  const utf8 = new TextDecoder();
  const encoder = new TextEncoder();
  recorder.begin();
  recorder.mark('connectEnd', 1);
  recorder.mark('requestSent', 2);
  let atMs = 2;
  for (const [moment, what] of writes) {
    atMs = moment;
    const bytes = typeof what === 'string' ? encoder.encode(what) : what;
    const read = recorder.read(atMs, bytes.length);
    const frames = stream.push(utf8.decode(bytes, { stream: true }));
    for (const event of frames.flatMap((frame) => decoder.decode(frame))) recorder.event(event, atMs, read);
  }
  if (end?.status !== 'cancelled')
    for (const event of [...stream.end().flatMap((frame) => decoder.decode(frame)), ...decoder.end()])
      recorder.event(event, atMs, 0);
  recorder.mark('streamEnd', atMs);
  const trace = recorder.finish({ status: 'completed', error: null, atMs, loopDelay: null, ...end });
  return reportOf(trace, { localCount: local ?? null });
}

const role = sse(delta({ role: 'assistant', content: '' }));
const say = (content: string, rest: object = {}): string => sse(delta({ content }, rest));
const think = (reasoning: string): string => sse(delta({ reasoning }));
const usage = (prompt_tokens: number, completion_tokens: number, rest: object = {}) => ({
  usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens, ...rest },
});
const done = (completion: number, rest: object = {}): string =>
  sse(finish('stop'), { choices: [], ...usage(20, completion, rest) }, '[DONE]');

/** `count` chunks of one word each, from `startMs` every `stepMs`. */
const words = (startMs: number, stepMs: number, count: number): Write[] =>
  Array.from({ length: count }, (_, index) => [startMs + index * stepMs, say(' word')] as const);

const codes = (report: RunReport): string[] => report.quality.findings.map(({ code }) => code);

test('1: a role at 5 ms and text at 400 ms is a TTFT of 400 ms', () => {
  const { metrics } = profile([
    [5, role],
    [400, say('Hi')],
    [420, say('!')],
    [421, done(2)],
  ]);
  expect(metrics.ttftMs).toEqual({ value: 400, source: 'measured' });
});

test('2: empty content while the model thinks triggers nothing', () => {
  const { metrics, chunks } = profile([
    [5, role],
    [100, say('')],
    [200, say('')],
    [400, say('Hi')],
    [420, say('!')],
    [421, done(2)],
  ]);
  expect(metrics.ttftMs.value).toBe(400);
  expect(chunks).toHaveLength(2);
});

test('3: reasoning first is the first token, the answer comes later, thinking lies between', () => {
  const { metrics } = profile([
    [5, role],
    [100, think('Hm')],
    [250, think('so')],
    [400, say('Hi')],
    [420, say('!')],
    [421, done(4)],
  ]);
  expect(metrics).toMatchObject({ ttftMs: { value: 100 }, ttfoMs: { value: 400 }, thinkingMs: { value: 300 } });
});

test('4: reasoning and text in one chunk are both heard, at the same moment', () => {
  const both = sse(delta({ reasoning: 'Hm', content: 'Hi' }));
  const { metrics, chunks } = profile([
    [100, both],
    [120, say('!')],
    [140, say('!')],
    [141, done(4)],
  ]);
  expect(metrics).toMatchObject({ ttftMs: { value: 100 }, ttfoMs: { value: 100 }, thinkingMs: { value: 0 } });
  expect(chunks?.slice(0, 2).map(({ channel, atMs }) => [channel, atMs])).toEqual([
    ['reasoning', 100],
    ['answer', 100],
  ]);
});

describe('5: usage', () => {
  test('in a frame with empty choices, after the last text', () => {
    const { tokens, metrics } = profile([...words(100, 20, 10), [500, done(10)]]);
    expect(tokens.output).toMatchObject({ total: 10, source: 'reported' });
    expect(metrics.e2eMs.value).toBe(280);
  });
  test('so far in every frame gives exact tokens for each chunk', () => {
    const { tokens, metrics, chunks } = profile([
      [100, say('a', usage(20, 1))],
      [120, say('b', usage(20, 2))],
      [140, say('c', usage(20, 3))],
      [141, done(3)],
    ]);
    expect(tokens.output.total).toBe(3);
    expect(chunks?.map((chunk) => chunk.tokens)).toEqual([1, 1, 1]);
    expect(metrics.interTokenMs.value).toMatchObject({ p50: 20, count: 2 });
  });
});

test('6: a first chunk of 8 tokens is left out of the time per token', () => {
  const { metrics } = profile([
    [100, say('a', usage(20, 8))],
    [200, say('b', usage(20, 13))],
    [300, say('c', usage(20, 18))],
    [301, done(18)],
  ]);
  expect(metrics.tpotMs.value).toBe(200 / (18 - 8));
});

describe('7: how bytes are cut', () => {
  test('two events in one read share its stamp and its number', () => {
    const { chunks } = profile([
      [100, say('a') + say('b')],
      [120, say('c')],
      [121, done(3)],
    ]);
    expect(chunks?.map(({ atMs, read }) => [atMs, read])).toEqual([
      [100, 0],
      [100, 0],
      [120, 1],
    ]);
  });
  test('an event over many reads has the stamp of the read that completed it', () => {
    const text = say('a');
    const { metrics } = profile([
      [100, text.slice(0, 9)],
      [110, text.slice(9, 20)],
      [150, text.slice(20)],
      [170, say('b')],
      [171, done(2)],
    ]);
    expect(metrics.ttftMs.value).toBe(150);
  });
  test('a cut inside a character or between carriage return and line feed changes no text', () => {
    const bytes = new TextEncoder().encode(say('é😀中').replaceAll('\n', '\r\n'));
    for (let cut = 1; cut < bytes.length; cut++) {
      const { output } = profile([
        [100, bytes.subarray(0, cut)],
        [110, bytes.subarray(cut)],
        [120, done(3)],
      ]);
      expect(output.text).toBe('é😀中');
    }
  });
});

test('8: a stream held back in 16 KB pieces has no time per token', () => {
  const frame = say(' word', { padding: 'x'.repeat(150) });
  const perPiece = Math.ceil(16_384 / frame.length);
  const pieces = [1, 2, 3, 4].map((nth) => [300 + nth * perPiece * 20, frame.repeat(perPiece)] as const);
  const report = profile([...pieces, [9000, done(4 * perPiece)]]);
  expect(codes(report)).toContain('buffered-stream');
  expect(report.metrics.tpotMs).toEqual({ value: null, source: null, reason: 'buffered-stream' });
  expect(report.quality.grade).toBe('C');
});

test('9: an answer in one body has no first token but a latency', () => {
  const recorder = createTraceRecorder(() => '2026-11-20T09:00:00.000Z');
  recorder.begin();
  recorder.notStreamed();
  const body = JSON.stringify({
    choices: [{ message: { content: 'Hi there' }, finish_reason: 'stop' }],
    ...usage(20, 2),
  });
  const read = recorder.read(800, body.length);
  for (const event of openaiChat.decodeBody(body, CONTEXT)) recorder.event(event, 800, read);
  const report = reportOf(recorder.finish({ status: 'completed', error: null, atMs: 801, loopDelay: null }));
  expect(report.metrics).toMatchObject({
    ttftMs: { reason: 'not-streamed' },
    tpotMs: { reason: 'not-streamed' },
    e2eMs: { value: 800 },
  });
  expect(codes(report)).toContain('not-streamed');
});

test('10: an error event under status 200 is a failure that keeps what came', () => {
  const { outcome, output, metrics } = profile([
    [100, say('Hi')],
    [120, sse({ error: { message: 'broke', code: 500 } }, '[DONE]')],
  ]);
  expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'server-error', detail: 'broke' } });
  expect(output.text).toBe('Hi');
  expect(metrics.ttftMs.value).toBe(100);
});

test('11: a stopped run keeps what came and estimates its tokens', () => {
  const local = { input: 19, output: 6, tokenizer: 'o200k_base', isModelsOwn: false };
  const report = profile(words(100, 20, 6), { end: { status: 'cancelled' }, local });
  expect(report.outcome).toMatchObject({ status: 'cancelled', finishReason: 'unknown' });
  expect(report.tokens.output).toMatchObject({ total: 6, source: 'estimated' });
  expect(report.metrics).toMatchObject({
    tpotMs: { value: 20, source: 'estimated' },
    e2eMs: { reason: 'not-finished' },
  });
  expect(codes(report)).toContain('no-usage');
});

test('12: arguments of a tool call are generated text, its name alone is not', () => {
  const call = (part: object): string => sse(delta({ tool_calls: [{ index: 0, ...part }] }));
  const report = profile([
    [5, role],
    [50, call({ id: 'a', function: { name: 'weather', arguments: '' } })],
    [100, call({ function: { arguments: '{"city":' } })],
    [140, call({ function: { arguments: '"Paris"}' } })],
    [141, sse(finish('tool_calls'), { choices: [], ...usage(20, 9) }, '[DONE]')],
  ]);
  expect(report.metrics).toMatchObject({ ttftMs: { value: 100 }, ttfoMs: { value: 100 }, e2eMs: { value: 140 } });
  expect(report.output.text).toBe('weather {"city":"Paris"}');
  expect(report.outcome.finishReason).toBe('tool');
});

test('13: one token has a first token but no time per token', () => {
  const { metrics } = profile([
    [100, say('Yes')],
    [101, done(1)],
  ]);
  expect(metrics).toMatchObject({ ttftMs: { value: 100 }, tpotMs: { value: null, reason: 'no-decode-tokens' } });
});

test('14: an identical prompt again is read from the cache, and says so', () => {
  const cached = { prompt_tokens_details: { cached_tokens: 16 } };
  const report = profile([...words(30, 20, 5), [200, done(5, cached)]]);
  expect(report.tokens.input).toMatchObject({ total: 20, cached: 16 });
  expect(codes(report)).toContain('cached-prompt');
  expect(profile([...words(30, 20, 5), [200, done(5)]]).tokens.input.cached).toBeNull();
});

test('15: what the server says of its waiting is split off the wait', () => {
  const times = { x_groq: { usage: { queue_time: 0.2, prompt_time: 0.1, completion_time: 0.08, total_time: 0.18 } } };
  const { phases, metrics } = profile([
    ...words(400, 20, 5),
    [490, sse(finish('stop', { ...times, ...usage(20, 5) }), '[DONE]')],
  ]);
  expect(phases.map(({ name, startMs, endMs }) => [name, startMs, endMs])).toEqual([
    ['connect', 0, 1],
    ['send', 1, 2],
    ['wait', 2, 100],
    ['queue', 100, 300],
    ['prefill', 300, 400],
    ['decode', 400, 480],
    ['tail', 480, 490],
  ]);
  expect(metrics.queueMs).toEqual({ value: 200, source: 'reported' });
});

test('16: a measuring thread that was late by 60 ms says so', () => {
  const end = { loopDelay: { p99Ms: 1, maxMs: 60 } };
  expect(codes(profile([...words(100, 20, 5), [200, done(5)]], { end }))).toContain('clock-late');
});

test('17: the wall clock is a label: nothing else comes from it', () => {
  const at = (clock: string): RunReport => {
    const recorder = createTraceRecorder(() => clock);
    recorder.begin();
    recorder.event({ type: 'text', channel: 'answer', text: 'Hi', tokens: 1 }, 100, recorder.read(100, 9));
    return reportOf(recorder.finish({ status: 'completed', error: null, atMs: 120, loopDelay: null }));
  };
  const [now, before] = [at('2026-11-20T09:00:00.000Z'), at('1999-01-01T00:00:00.000Z')];
  expect({ ...before, startedAt: now.startedAt }).toEqual(now);
});

test('18: pings and comments are no tokens', () => {
  const { metrics, chunks } = profile([
    [5, ': ping\n\n'],
    [100, ': OPENROUTER PROCESSING\n\n'],
    [300, 'event: ping\n\n'],
    [400, say('Hi')],
    [420, say('!')],
    [421, done(2)],
  ]);
  expect(metrics.ttftMs.value).toBe(400);
  expect(chunks).toHaveLength(2);
});

test('19: with many whitespace tokens the totals of the server win over counting again', () => {
  const local = { input: 20, output: 12, tokenizer: 'o200k_base', isModelsOwn: false };
  const blank = Array.from({ length: 30 }, (_, index) => [100 + index * 20, say('  \n')] as const);
  const { tokens, metrics } = profile([...blank, [900, done(30)]], { local });
  expect(tokens.output).toMatchObject({ total: 30, source: 'reported' });
  expect(tokens.localCount?.output).toBe(12);
  expect(metrics.tpotMs.value).toBe(20);
});

test('20: two equal runs have equal numbers', () => {
  const run = () => profile([...words(100, 20, 40), [1000, done(40)]]);
  expect(run()).toEqual(run());
});
