import { describe, expect, test } from 'vitest';
import type { Parameters } from '../../../src/core/target';
import { engineForTests, serverForTests } from '../../support/forTests';
import { requestTo, runOnce } from '../../support/testEngine';

/** Servers in their own words, over real sockets: lines of JSON, and progress before the first token. */

const server = await serverForTests();
const engine = engineForTests();

const TEXT = ' the time of day and night is long in north';
const runOllama = async (params: Record<string, string | number> = {}, parameters: Parameters = {}) =>
  (await runOnce(engine, requestTo(server.url('ollama', params), { target: { protocol: 'ollama-chat' }, parameters })))
    .report;

describe('lines of JSON', () => {
  test('are an answer with the times that the server tells', async () => {
    const report = await runOllama({ tokens: 10, firstMs: 60 });
    expect(report.outcome).toMatchObject({ status: 'completed', finishReason: 'stop' });
    expect(report.output.text).toBe(TEXT);
    expect(report.chunks).toHaveLength(10);
    expect(report.tokens).toMatchObject({
      input: { total: 26, source: 'reported' },
      output: { total: 10, source: 'reported' },
    });
    expect(report.server.reported).toMatchObject({ loadMs: 5, prefillMs: 10, decodeMs: 8, totalMs: 25 });
    expect(report.phases.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['wait', 'load', 'prefill', 'decode']),
    );
  });

  test('carry the stamp of the read that completed them', async () => {
    const before = (await server.log()).length;
    const report = await runOllama({ tokens: 10, firstMs: 60 });
    const logged = (await server.log())[before];
    const written = logged?.writes.filter(({ label }) => label === 'token') ?? [];
    expect(written).toHaveLength(11);
    for (const [index, chunk] of (report.chunks ?? []).entries()) {
      const atNs = BigInt(written[index]?.atNs ?? 0) - BigInt(logged?.receivedNs ?? 0);
      expect(chunk.atMs).toBeGreaterThanOrEqual(Number(atNs) / 1e6);
    }
    expect(logged?.headers['accept']).toBe('application/x-ndjson');
    expect(logged?.path).toMatch(/\/api\/chat$/);
  });

  test.each([1, 3, 7, 64, 1000])('cut into pieces of %i bytes say the same', async (bytes) => {
    const report = await runOllama({ tokens: 3, emoji: 1, gapMs: 0, bytes });
    expect(report.output.text).toBe(' the 🙂é time 🙂é of 🙂é');
    expect(report.chunks).toHaveLength(3);
    expect(report.outcome.status).toBe('completed');
  });

  test('may come under the type of a single JSON text', async () => {
    const report = await runOllama({ type: 'application_json' });
    expect(report.output.text).toBe(TEXT);
    expect(report.metrics.ttftMs.value).toBeGreaterThan(0);
  });

  test('that are one whole body are not a stream', async () => {
    const report = await runOllama({}, { extra: { stream: false } });
    expect(report.output.text).toBe(TEXT);
    expect(report.metrics.ttftMs).toMatchObject({ value: null, reason: 'not-streamed' });
    expect(report.tokens.output).toMatchObject({ total: 10, source: 'reported' });
  });

  test('that break off are kept, with why', async () => {
    const failed = await runOllama({ after: 2, broken: 'error' });
    expect(failed.outcome.error).toMatchObject({
      kind: 'server-error',
      detail: 'model runner has unexpectedly stopped',
    });
    const closed = await runOllama({ after: 2, broken: 'close' });
    expect(closed.outcome.error).toMatchObject({ kind: 'reset' });
    expect([failed, closed].map(({ output }) => output.text)).toEqual([' the time', ' the time']);
  });
});

test.each([
  ['page', {}, 'malformed'],
  ['steady', {}, 'malformed'],
  ['jsonError', {}, 'not-found'],
  ['empty', {}, 'malformed'],
  ['refuse', { status: 404 }, 'not-found'],
] as const)('where lines of JSON are expected, the scenario %s %j is %s', async (scenario, params, kind) => {
  const request = requestTo(server.url(scenario, params), { target: { protocol: 'ollama-chat' } });
  const { report } = await runOnce(engine, request);
  expect(report.outcome.error?.kind).toBe(kind);
});

test('what a server tells of its prefill is shown while it lasts, and is no token', async () => {
  const request = requestTo(server.url('llamacpp', { tokens: 10 }), { target: { protocol: 'llamacpp-completion' } });
  const { report, progress } = await runOnce(engine, request);
  const told = progress.filter(({ work }) => work !== null);
  expect(told[0]).toMatchObject({ phase: 'prefill', work: { processed: 13, total: 26 }, chunks: [] });
  expect(progress.at(-1)?.work).toBeNull();
  expect(report.output.text).toBe(TEXT);
  expect(report.chunks?.map(({ tokens }) => tokens)).toEqual(Array(10).fill(1));
  expect(report.tokens.output).toMatchObject({ total: 10, source: 'reported' });
});

test('times that a server tells in its headers are reported ones', async () => {
  const body = Buffer.from('{"generated_text":"Hi","details":{"finish_reason":"eos_token","generated_tokens":1}}');
  const params = { type: 'application_json', length: 1, body: body.toString('base64url'), firstMs: 40 };
  const url = server.url('given', { ...params, header: 'x-queue-time', value: 12 });
  const target = { protocol: 'tgi-generate', vendor: undefined, parameters: { extra: { stream: false } } } as const;
  const { report } = await runOnce(engine, requestTo(url, { target }));
  expect(report.outcome.error).toBeNull();
  expect(report.server.reported).toMatchObject({ queueMs: 12 });
  expect(report.metrics.queueMs).toMatchObject({ value: 12, source: 'reported' });
});
