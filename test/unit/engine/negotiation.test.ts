import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScriptedServer, type LoggedRequest, type ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

let server: ScriptedServer;
let other: ScriptedServer;
const engine = createTestEngine();
beforeAll(async () => {
  [server, other] = await Promise.all([startScriptedServer(), startScriptedServer()]);
});
afterAll(async () => {
  await engine.dispose();
  await Promise.all([server.stop(), other.stop()]);
});

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

  test('to another origin is refused: neither key nor prompt goes there', async () => {
    const to = encodeURIComponent(other.url('steady')).replaceAll('%2F', '!');
    const { report } = await runOnce(engine, requestTo(server.url('redirect', { to }), { apiKey: 'sk-0123456789' }));
    expect(report.outcome.error).toMatchObject({ kind: 'untrusted', httpStatus: 307 });
    expect(report.outcome.error?.message).toContain(other.address);
    expect(await other.log()).toEqual([]);
  });
});
