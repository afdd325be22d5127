import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { engineForTests, serverForTests } from '../../support/forTests';
import { requestTo, runOnce } from '../../support/testEngine';

const server = await serverForTests();
const engine = engineForTests();

const THREE = ' the time of';

interface Hostile {
  readonly title: string;
  readonly scenario: string;
  readonly params?: Record<string, string | number>;
  readonly kind: ErrorKind;
  /** What of the answer must be kept. */
  readonly text?: string;
  readonly says?: RegExp;
  readonly httpStatus?: number;
}

/** Servers that do not give an answer, each in its own way. */
const failing: readonly Hostile[] = [
  { title: 'resets the connection in mid-answer', scenario: 'reset', kind: 'reset', text: THREE },
  { title: 'resets the connection in mid-token', scenario: 'resetInToken', kind: 'reset', text: ' the time' },
  { title: 'ends in mid-chunk', scenario: 'truncated', kind: 'reset', text: THREE },
  {
    title: 'ends in good order, but without a word of the end',
    scenario: 'steady',
    params: { tokens: 3, finish: 0, done: 0, usage: 0 },
    kind: 'reset',
    text: THREE,
  },
  {
    title: 'sends an error event after text, and [DONE] after that',
    scenario: 'errorEvent',
    kind: 'server-error',
    httpStatus: 500,
    text: THREE,
    says: /The engine died/,
  },
  {
    title: 'sends an error event after text, and then nothing',
    scenario: 'errorEvent',
    params: { open: 1 },
    kind: 'server-error',
    httpStatus: 500,
    text: THREE,
  },
  { title: 'never answers', scenario: 'never', kind: 'timeout', says: /timeouts\.firstByteMs/ },
  { title: 'sends headers without end', scenario: 'slowHeaders', kind: 'timeout' },
  { title: 'sends headers and nothing else', scenario: 'headersOnly', kind: 'timeout' },
  {
    title: 'sends keep-alives before the first token and no token',
    scenario: 'pings',
    params: { after: 0, role: 0 },
    kind: 'timeout',
  },
  {
    title: 'sends a role frame and no token, as one that thinks unseen for too long',
    scenario: 'silent',
    params: { after: 0 },
    kind: 'timeout',
  },
  { title: 'stops in mid-answer', scenario: 'silent', kind: 'stalled', text: THREE, says: /timeouts\.stallMs/ },
  { title: 'stops in mid-answer and goes on with keep-alives', scenario: 'pings', kind: 'stalled', text: THREE },
  {
    title: 'answers with a JSON error under status 200',
    scenario: 'jsonError',
    kind: 'not-found',
    says: /no such model/,
  },
  { title: 'answers with a web page', scenario: 'page', kind: 'malformed', says: /web page \("Sign in"\)/ },
  {
    title: 'answers with an error status and a web page',
    scenario: 'page',
    params: { status: 502 },
    kind: 'server-error',
    httpStatus: 502,
  },
  { title: 'answers with nothing', scenario: 'empty', kind: 'malformed', says: /empty body/ },
  {
    title: 'does not accept the key',
    scenario: 'refuse',
    params: { status: 401 },
    kind: 'unauthorized',
    httpStatus: 401,
    says: /Set API Key/,
  },
  { title: 'forbids the request', scenario: 'refuse', params: { status: 403 }, kind: 'forbidden', httpStatus: 403 },
  {
    title: 'knows no such model',
    scenario: 'refuse',
    params: { status: 404 },
    kind: 'not-found',
    httpStatus: 404,
    says: /scripted-model/,
  },
  {
    title: 'asks for fewer requests',
    scenario: 'refuse',
    params: { status: 429, retryAfter: 7 },
    kind: 'rate-limited',
    httpStatus: 429,
    says: /Wait 7 s/,
  },
  { title: 'is overloaded', scenario: 'refuse', params: { status: 503 }, kind: 'overloaded', httpStatus: 503 },
  {
    title: 'is overloaded, in a status of its own',
    scenario: 'refuse',
    params: { status: 529, retryAfter: 3 },
    kind: 'overloaded',
    httpStatus: 529,
    says: /Wait 3 s/,
  },
  { title: 'fails', scenario: 'refuse', params: { status: 500 }, kind: 'server-error', httpStatus: 500 },
  { title: 'refuses with a body that never ends', scenario: 'refuseEndlessly', kind: 'server-error', httpStatus: 500 },
  { title: 'does not speak HTTP', scenario: 'notHttp', kind: 'malformed', says: /not HTTP/ },
  { title: 'sends one event of 256 MB', scenario: 'bigEvent', params: { mb: 256 }, kind: 'too-large' },
  {
    title: 'redirects in a circle',
    scenario: 'redirect',
    kind: 'bad-request',
    httpStatus: 307,
    says: /again and again/,
  },
];

describe('a server that', () => {
  test.each(failing)('$title: $kind', async ({ scenario, params, kind, text = '', says = /./, httpStatus = null }) => {
    // Long for a loopback server to be slow, short for a test to wait.
    const timeouts = { firstByteMs: kind === 'timeout' ? 200 : 20_000, stallMs: kind === 'stalled' ? 200 : 20_000 };
    const { report } = await runOnce(engine, requestTo(server.url(scenario, params), { target: { timeouts } }));
    expect(report.outcome).toMatchObject({ status: 'failed', error: { kind, httpStatus } });
    expect(`${report.outcome.error?.message ?? ''} ${report.outcome.error?.detail ?? ''}`).toMatch(says);
    expect(report.output.text).toBe(text);
    expect(report.metrics.e2eMs.value).toBeNull();
    expect(report.cost).toBeNull();
  });
});

test(
  'an answer without end is stopped at 64 million characters, and its report is kept',
  { timeout: 60_000 },
  async () => {
    const { report } = await runOnce(engine, requestTo(server.url('endless', { frames: 2_000 })));
    expect(report.outcome.error).toMatchObject({ kind: 'too-large' });
    expect(report.output.characters).toBeGreaterThan(60_000_000);
    expect(report.metrics.ttftMs.value).toBeGreaterThan(0);
  },
);

interface Odd {
  readonly title: string;
  readonly scenario: string;
  readonly params?: Record<string, string | number>;
  readonly findings?: readonly string[];
}

/** Servers that do give an answer, in a way that breaks simple clients. */
const odd: readonly Odd[] = [
  { title: 'calls its stream text/plain', scenario: 'steady', params: { type: 'text_plain' } },
  { title: 'calls its stream JSON', scenario: 'steady', params: { type: 'application_json' } },
  { title: 'ends its lines with CR', scenario: 'steady', params: { cr: 1 } },
  { title: 'ends its lines with CR LF', scenario: 'steady', params: { crlf: 1 } },
  { title: 'goes on after its terminator, and sends it again', scenario: 'burst', params: { goesOn: 1 } },
  { title: 'closes the connection after each answer', scenario: 'steady', params: { close: 1 } },
  { title: 'sends no terminator, but a finish reason', scenario: 'steady', params: { done: 0 } },
  { title: 'sends no finish reason, but the terminator', scenario: 'steady', params: { finish: 0 } },
  { title: 'compresses although it was asked not to', scenario: 'gzip' },
  { title: 'ends the body by closing the connection', scenario: 'untilClose' },
  { title: 'keeps the body open after the terminator', scenario: 'keepsOpen' },
];

describe('an answer is complete from a server that', () => {
  test.each(odd)('$title', async ({ scenario, params }) => {
    const { report } = await runOnce(engine, requestTo(server.url(scenario, { tokens: 10, ...params })));
    expect(report.outcome).toMatchObject({ status: 'completed', error: null });
    expect(report.output.text).toBe(' the time of day and night is long in north');
    expect(report.tokens.output).toMatchObject({ total: 10, source: 'reported' });
  });
});

test('10 000 events at once are all there, and their pace is called that of a buffer', async () => {
  const { report } = await runOnce(engine, requestTo(server.url('steady', { tokens: 10_000, gapMs: 0 })));
  expect(report.outcome.status).toBe('completed');
  expect(report.chunks).toHaveLength(10_000);
  expect(report.tokens.output.total).toBe(10_000);
  expect(report.quality.findings.map(({ code }) => code)).toContain('buffered-stream');
  expect(report.metrics.tpotMs.value).toBeNull();
});

/** Events with text, usage, and the end. */
const eventsOf = (texts: readonly string[], rest: object = {}): string => {
  const frames = texts.map((content) => ({ choices: [{ index: 0, delta: { content } }] }));
  const usage = { choices: [], usage: { prompt_tokens: 26, completion_tokens: texts.length, total_tokens: 26 } };
  return [...frames, { ...usage, ...rest }, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }]
    .map((frame) => `data: ${JSON.stringify(frame)}\n\n`)
    .join('');
};
const given = (text: string, params: Record<string, string | number> = {}) =>
  requestTo(server.url('given', { body: Buffer.from(`${text}data: [DONE]\n\n`).toString('base64url'), ...params }));

test('10 000 events in one read of the socket are all there, with one stamp', async () => {
  const texts = Array.from({ length: 10_000 }, () => ' x');
  // Only packed do so many fit into one read.
  const { report } = await runOnce(engine, given(eventsOf(texts), { gzip: 1 }));
  expect(report.outcome).toMatchObject({ status: 'completed', error: null });
  expect(report.output.text).toBe(texts.join(''));
  expect(new Set(report.chunks?.map(({ read }) => read)).size).toBe(1);
  expect(report.metrics.tpotMs.value).toBeNull();
});

test.each<readonly [string, Record<string, string | number>]>([
  ['with its length instead of chunks', { length: 1 }],
  ['with its length, in single bytes', { length: 1, bytes: 1 }],
  ['and the connection is closed', { close: 1 }],
])('a stream is the same %s', async (_, params) => {
  const { report } = await runOnce(engine, given(eventsOf([' 🙂', ' é']), params));
  expect(report.outcome).toMatchObject({ status: 'completed', error: null });
  expect(report.output.text).toBe(' 🙂 é');
  expect(report.tokens.output).toMatchObject({ total: 2, source: 'reported' });
});

test('a reasoning that the prompt opened is told when it ends, and the report says how', async () => {
  const { report } = await runOnce(engine, given(eventsOf(['Hm', ' so', '.\n</think>\n\n', 'Yes']), { bytes: 90 }));
  expect(report.output.text).toBe('\n\nYes');
  expect(report.chunks?.map(({ channel }) => channel)).toEqual([
    'reasoning',
    'reasoning',
    'reasoning',
    'answer',
    'answer',
  ]);
  expect(report.quality.findings.map(({ code }) => code)).toContain('unopened-reasoning');
  expect(report.metrics.ttfoMs.value).toBe(report.chunks?.[3]?.atMs);
  expect(report.metrics.ttftMs.value).toBe(report.chunks?.[0]?.atMs);
});

test('times of the server that cannot be are shown, flagged and used for nothing', async () => {
  const timings = { prompt_n: 26, prompt_ms: 3_600_000, predicted_n: 2, predicted_ms: 10 };
  const { report } = await runOnce(engine, given(eventsOf([' a', ' b'], { timings })));
  expect(report.server.reported.prefillMs).toBe(3_600_000);
  expect(report.quality.findings.map(({ code }) => code)).toContain('server-faster-than-client');
  // Of our own time to first token, as the server's is none.
  expect(report.metrics.prefillTokensPerSecond).toMatchObject({ bound: 'lower' });
  expect(report.phases.map(({ name }) => name)).not.toContain('prefill');
  for (const { startMs, endMs } of report.phases) expect(endMs).toBeGreaterThanOrEqual(startMs);
});

test('a compressed answer is noted', async () => {
  const { report } = await runOnce(engine, requestTo(server.url('gzip')));
  expect(report.server.raw).toMatchObject({ headers: { 'content-encoding': 'gzip' } });
  const { log } = { log: await server.log() };
  expect(log.at(-1)?.headers['accept-encoding']).toBe('identity');
});

test.each([1, 2, 3, 7, 64, 1000])(
  'cut into pieces of %i bytes, inside characters and between CR and LF, the events are the same',
  async (bytes) => {
    const { report } = await runOnce(engine, requestTo(server.url('cut', { bytes })));
    expect(report.output.text).toBe(' the 🙂é time 🙂é of 🙂é day 🙂é and 🙂é');
    expect(report.chunks).toHaveLength(5);
    expect(report.outcome.status).toBe('completed');
  },
);
