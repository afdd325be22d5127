import { describe, expect, test } from 'vitest';
import type { HttpTarget, Parameters } from '../../../src/core/target';
import { engineForTests, serverForTests } from '../../support/forTests';
import type { LoggedRequest } from '../../support/startScriptedServer';
import { requestTo, runOnce } from '../../support/testEngine';

const [server, other] = await Promise.all([serverForTests(), serverForTests()]);
const engine = engineForTests();

const bodyOf = (request: LoggedRequest | undefined): Record<string, unknown> =>
  JSON.parse(request?.body ?? '{}') as Record<string, unknown>;

describe('a server that refuses stream_options', () => {
  test('is asked again without it, and never again with it', async () => {
    const url = server.url('refusesUsage', { tokens: 5 });
    const before = (await server.log()).length;
    const { report } = await runOnce(engine, requestTo(url));
    expect(report.outcome.status).toBe('completed');
    expect(report.attempts).toMatchObject([{ cause: 'retried', httpStatus: 400 }]);
    expect(report.quality.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['retried', 'no-usage']));
    expect(report.tokens.output).toMatchObject({ total: 5, source: 'estimated' });
    const again = await runOnce(engine, requestTo(url));
    expect(again.report.attempts).toEqual([]);
    const bodies = (await server.log()).slice(before).map(bodyOf);
    expect(bodies.map((body) => 'stream_options' in body)).toEqual([true, false, false]);
  });

  test('does not change how other endpoints are asked', async () => {
    const { report } = await runOnce(engine, requestTo(server.url('steady')));
    expect(report.tokens.output.source).toBe('reported');
  });
});

describe('a field that a server refuses', () => {
  const everything: Parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7 };

  /** The bodies sent by two runs, and the report of the first. */
  async function twoRuns(params: Record<string, string>, target: Partial<HttpTarget> = {}) {
    const url = server.url('refusesField', params);
    const before = (await server.log()).length;
    const request = requestTo(url, { target: { parameters: everything, ...target } });
    const { report } = await runOnce(engine, request);
    expect((await runOnce(engine, request)).report.attempts).toEqual([]);
    return { report, bodies: (await server.log()).slice(before).map(bodyOf) };
  }

  test.each([
    ['temperature', 'openai'],
    ['top_p', 'openai'],
    ['seed', 'pydantic'],
    ['seed', 'flat'],
    ['temperature', 'go'],
    ['stream_options', 'words'],
    ['stream_options', 'pydantic'],
  ])('%s, said as %s does, is left out from then on', async (field, style) => {
    const { report, bodies } = await twoRuns({ field, style });
    expect(report.outcome.status).toBe('completed');
    expect(report.attempts).toMatchObject([
      { cause: 'retried', detail: expect.stringContaining(`"${field}"`) as string },
    ]);
    expect(bodies.map((body) => field in body)).toEqual([true, false, false]);
    expect(bodies.at(-1)).toMatchObject({ max_tokens: 9 });
  });

  test.each([
    ['vllm', 'continuous_usage_stats', { stream_options: { include_usage: true } }],
    ['llamacpp', 'timings_per_token', { return_progress: true }],
    ['llamacpp', 'return_progress', { timings_per_token: true }],
    ['fireworks', 'perf_metrics_in_response', { stream_options: { include_usage: true } }],
  ] as const)('of the extras for %s, %s, leaves the others', async (vendor, field, left) => {
    const { report, bodies } = await twoRuns({ field, style: 'pydantic' }, { vendor });
    expect(report.attempts).toMatchObject([{ cause: 'retried' }]);
    expect(report.tokens.output.source).toBe('reported');
    expect(bodies).toHaveLength(3);
    expect(bodies.at(-1)).toMatchObject(left);
  });

  test('without its name takes all extras with it, and nothing of the user', async () => {
    const { report, bodies } = await twoRuns({ field: 'timings_per_token', style: 'unnamed' }, { vendor: 'llamacpp' });
    expect(report.attempts).toMatchObject([{ cause: 'retried' }]);
    expect(bodies.at(-1)).toMatchObject({ temperature: 0, seed: 7, top_p: 0.5, max_tokens: 9 });
    for (const field of ['timings_per_token', 'return_progress', 'stream_options'])
      expect(bodies.at(-1)).not.toHaveProperty(field);
  });

  test.each([
    ['max_tokens', 'max_completion_tokens', {}],
    ['max_completion_tokens', 'max_tokens', { parameters: { extra: { max_completion_tokens: 9 } } }],
  ])('%s is sent as %s', async (field, other, target) => {
    const { report, bodies } = await twoRuns({ field }, target);
    expect(report.attempts).toMatchObject([{ cause: 'retried', detail: expect.stringContaining(other) as string }]);
    expect(bodies.map((body) => [field in body, body[other]])).toEqual([
      [true, undefined],
      [false, 9],
      [false, 9],
    ]);
  });

  test('is asked for from other models all the same', async () => {
    const url = server.url('refusesField', { field: 'seed', style: 'go' });
    const run = async (model: string) =>
      (await runOnce(engine, requestTo(url, { target: { model, parameters: everything } }))).report.attempts.length;
    expect([await run('a'), await run('a'), await run('b')]).toEqual([1, 0, 1]);
  });

  test.each([
    ['for its value', { field: 'temperature', style: 'value' }],
    ['though the prompt speaks of it', { field: 'model', style: 'unnamed' }],
    ['though it is not there', { field: 'messages', style: 'openai' }],
  ])('%s is no reason to ask again', async (_, params) => {
    const before = (await server.log()).length;
    const prompt = { messages: [{ role: 'user' as const, content: 'unknown field "temperature"' }], source: 't' };
    // Nothing of ours is left to give up.
    const target = { parameters: { temperature: 0, extra: { stream: false } } };
    const { report } = await runOnce(engine, requestTo(server.url('refusesField', params), { prompt, target }));
    expect(report.outcome.error?.kind).toBe('bad-request');
    expect(await server.log()).toHaveLength(before + 1);
  });
});

describe('a server that cannot stream', () => {
  test('and says so is asked for one body, and never again for a stream', async () => {
    const url = server.url('refusesStreaming');
    const { report } = await runOnce(engine, requestTo(url));
    expect(report.attempts).toMatchObject([{ cause: 'retried' }]);
    expect(report.metrics.ttftMs).toMatchObject({ value: null, reason: 'not-streamed' });
    expect(report.metrics.e2eMs.value).toBeGreaterThan(30);
    expect((await runOnce(engine, requestTo(url))).report.attempts).toEqual([]);
  });

  test('and answers with one body all the same has no TTFT and no TPOT', async () => {
    const { report } = await runOnce(engine, requestTo(server.url('json')));
    expect(report.output.text).toBe('the whole answer');
    expect(report.tokens.output).toMatchObject({ total: 3, source: 'reported' });
    expect(report.metrics.ttftMs.reason).toBe('not-streamed');
    expect(report.metrics.tpotMs.value).toBeNull();
    expect(report.quality.findings.map(({ code }) => code)).toContain('not-streamed');
  });
});

test('a refusal that is about something else is not tried again', async () => {
  const before = (await server.log()).length;
  const { report } = await runOnce(engine, requestTo(server.url('refuse', { status: 400 })));
  expect(report.outcome.error?.kind).toBe('bad-request');
  expect(await server.log()).toHaveLength(before + 1);
});

describe('a redirect', () => {
  test.each([301, 302, 307, 308])(
    '%i within the origin is followed with prompt and key, and recorded',
    async (status) => {
      const url = server.url('redirect', { status, to: '!steady;tokens=4!v1!chat!completions' });
      const before = (await server.log()).length;
      const { report } = await runOnce(engine, requestTo(url, { apiKey: 'sk-0123456789' }));
      expect(report.outcome.status).toBe('completed');
      expect(report.attempts).toMatchObject([{ cause: 'redirected', httpStatus: status }]);
      const [, second] = (await server.log()).slice(before);
      expect(second?.headers['authorization']).toBe('Bearer sk-0123456789');
      expect(bodyOf(second)['messages']).toHaveLength(1);
    },
  );

  test.each([301, 302, 307, 308])(
    '%i to another origin is refused: neither key nor prompt goes there',
    async (status) => {
      const to = encodeURIComponent(other.url('steady')).replaceAll('%2F', '!');
      const url = server.url('redirect', { status, to });
      const { report } = await runOnce(engine, requestTo(url, { apiKey: 'sk-0123456789' }));
      expect(report.outcome.error).toMatchObject({ kind: 'untrusted', httpStatus: status });
      expect(report.outcome.error?.message).toContain(other.address);
      expect(await other.log()).toEqual([]);
    },
  );
});
