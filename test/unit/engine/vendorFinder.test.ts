import net from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Vendor } from '../../../src/core/vocabulary';
import { probeServer } from '../../../src/engine/probeServer';
import { profileOf } from '../../../src/protocols/vendors/profiles';
import { SIGN_PATHS } from '../../../src/protocols/vendors/recognize';
import { engineForTests, serverForTests } from '../../support/forTests';
import { startScriptedServer, type LoggedRequest } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

const [server, other] = await Promise.all([serverForTests(), serverForTests()]);
const engine = engineForTests();

const KEY = 'sk-0123456789';
const never = new AbortController().signal;
const unknown = (params: Record<string, string | number>, apiKey: string | null = null) =>
  requestTo(server.url('server', params), { target: { vendor: undefined }, apiKey });

/** What a step sent to the server, questions and prompts apart. */
async function sentBy(step: () => Promise<unknown>): Promise<{ asked: LoggedRequest[]; prompts: LoggedRequest[] }> {
  const before = (await server.log()).length;
  await step();
  const all = (await server.log()).slice(before);
  return { asked: all.filter(({ body }) => body === ''), prompts: all.filter(({ body }) => body !== '') };
}

const KNOWN: readonly Vendor[] = [
  'vllm',
  'sglang',
  'tgi',
  'tensorrt-llm',
  'triton',
  'deepspeed-mii',
  'llamacpp',
  'ollama',
  'lmstudio',
  'litellm',
  'nvidia-nim',
];

describe('a run on an unknown server', () => {
  test.each(KNOWN)('that is %s asks it what it is, and then for all that it can tell', async (kind) => {
    const { prompts } = await sentBy(async () => {
      const { report } = await runOnce(engine, unknown({ kind }));
      expect(report.outcome.status).toBe('completed');
      expect(report.server.raw['vendor']).toBe(kind);
    });
    const body = JSON.parse(prompts[0]?.body ?? '{}') as object;
    expect(body).toMatchObject({ stream_options: { include_usage: true }, ...profileOf(kind).extras['openai-chat'] });
    expect(prompts).toHaveLength(1);
  });

  test.each(['generic', 'page', 'silent'])('that says nothing (%s) is made as ever', async (kind) => {
    const { prompts } = await sentBy(async () => {
      const { report } = await runOnce(engine, unknown({ kind }));
      expect(report.outcome.status).toBe('completed');
      expect(report.server.raw).not.toHaveProperty('vendor');
    });
    expect(JSON.parse(prompts[0]?.body ?? '{}')).toMatchObject({ stream_options: { include_usage: true } });
  });

  test('asks once, and over connections of its own', async () => {
    const fresh = createTestEngine();
    onTestFinished(() => fresh.dispose());
    const first = unknown({ kind: 'vllm', tokens: 3 });
    const { asked } = await sentBy(async () => {
      const { report } = await runOnce(fresh, first);
      expect(report.metrics.connectMs).toMatchObject({ source: 'measured' });
      expect(report.metrics.connectMs.reused).not.toBe(true);
    });
    expect(asked.length).toBeGreaterThan(5);
    expect((await sentBy(() => runOnce(fresh, first))).asked).toEqual([]);
  });

  test('asks before the clock of the run starts, and goes on without an answer', async () => {
    let readings = 0;
    const watched = createTestEngine({ now: () => ((readings += 1), performance.now()) });
    onTestFinished(() => watched.dispose());
    const request = unknown({ kind: 'vllm', lateMs: 60_000 });
    const count = (await server.log()).length + SIGN_PATHS.length;
    const running = watched.run('slow', request, () => undefined);
    await server.received(count);
    expect(readings).toBe(0);
    const report = await running.finished;
    expect(report.outcome.status).toBe('completed');
    expect(report.server.raw).not.toHaveProperty('vendor');
    expect((await sentBy(() => runOnce(watched, request))).asked).toEqual([]);
  });

  test('that was not there yet is asked again when it is', async () => {
    const { port } = new URL(server.address);
    const late = await startScriptedServer();
    const url = late.url('server', { kind: 'vllm' });
    await late.stop();
    const request = requestTo(url, { target: { vendor: undefined } });
    expect((await runOnce(engine, request)).report.outcome.error?.kind).toBe('refused');
    expect(new URL(url).port).not.toBe(port);
    const relay = net.createServer((socket) => {
      const onward = net.connect(Number(port), '127.0.0.1');
      for (const end of [socket, onward]) end.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
    onTestFinished(() => void relay.close());
    await new Promise<void>((resolve) => relay.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    const { report } = await runOnce(engine, request);
    expect(report.server.raw['vendor']).toBe('vllm');
  });

  test('that is stopped while it asks is stopped at once, and has learned nothing', async () => {
    const request = unknown({ kind: 'vllm', lateMs: 200, tokens: 2 });
    const count = (await server.log()).length + 1;
    const running = engine.run('stopped', request, () => undefined);
    await server.received(count);
    running.stop();
    expect((await running.finished).outcome.status).toBe('cancelled');
    expect((await runOnce(engine, request)).report.server.raw['vendor']).toBe('vllm');
  });

  test('is not preceded by questions where the target says what it is, or its protocol does', async () => {
    const target = { vendor: undefined, protocol: 'anthropic-messages' } as const;
    for (const request of [requestTo(server.url('steady')), requestTo(server.url('steady'), { target })])
      expect((await sentBy(() => runOnce(engine, request))).asked).toEqual([]);
  });
});

describe('the key', () => {
  test('goes with the one question that wants it, and with none besides', async () => {
    const { asked } = await sentBy(() => runOnce(engine, unknown({ kind: 'vllm', key: KEY }, KEY)));
    const withKey = asked.filter(({ headers }) => JSON.stringify(headers).includes(KEY));
    expect(withKey.map(({ path }) => path.replace(/^\/[^/]*/, ''))).toEqual(['/v1/models']);
  });

  test('of Azure goes into a header of its own', async () => {
    const target = { vendor: 'azure-openai' } as const;
    const { prompts } = await sentBy(() => runOnce(engine, requestTo(server.url('steady'), { target, apiKey: KEY })));
    expect(prompts[0]?.headers).toMatchObject({ 'api-key': KEY });
    expect(prompts[0]?.headers).not.toHaveProperty('authorization');
  });

  test('does not follow a redirect to another origin, and neither does a question', async () => {
    const key = encodeURIComponent(`${other.address}/steal`).replaceAll('%2F', '!');
    await runOnce(engine, unknown({ kind: 'redirect', key }, KEY));
    await probeServer({ url: server.url('server', { kind: 'redirect', key }), apiKey: KEY }, never);
    expect(await other.log()).toEqual([]);
  });

  test('in the address stays out of every question', async () => {
    const url = `${server.url('server', { kind: 'vllm', role: '0' }).replace('//', '//user:hidden-word@')}?token=hidden-word`;
    const { asked } = await sentBy(() => runOnce(engine, requestTo(url, { target: { vendor: undefined } })));
    expect(asked.length).toBeGreaterThan(5);
    for (const { headers, path } of asked) {
      expect(headers['authorization']).toBeUndefined();
      expect(path).not.toContain('hidden-word');
    }
  });
});

describe('a server that is asked alone', () => {
  const VERSIONS: Partial<Record<Vendor, string>> = {
    vllm: '0.14.1',
    sglang: '0.5.9',
    tgi: '3.3.6',
    'tensorrt-llm': '1.3.0',
    triton: '2.60.0',
    llamacpp: 'b9000-abc',
    ollama: '0.34.0',
    'nvidia-nim': '2.0.1',
  };

  test.each(KNOWN)('as %s says what it is, its version and its models', async (kind) => {
    const facts = await probeServer({ url: server.url('server', { kind }), apiKey: null }, never);
    expect(facts).toMatchObject({ vendor: kind, knownBy: 'answers', answers: true, wantsKey: false });
    expect(facts.version).toBe(VERSIONS[kind] ?? null);
    const models = kind === 'triton' ? [] : [kind === 'tgi' ? 'org/m-1' : 'm-1'];
    expect(facts.models).toEqual(models);
  });

  test('and locks its list wants a key, and gives the list for it', async () => {
    const url = server.url('server', { kind: 'llamacpp', key: KEY });
    // Without the key nothing but its other routes tell.
    expect(
      await probeServer({ url: server.url('server', { kind: 'vllm', key: KEY }), apiKey: null }, never),
    ).toMatchObject({
      vendor: 'vllm',
      wantsKey: true,
      models: [],
    });
    expect(await probeServer({ url, apiKey: KEY }, never)).toMatchObject({
      vendor: 'llamacpp',
      version: 'b9000-abc',
      models: ['m-1'],
      wantsKey: false,
    });
  });

  test('and is nobody known is generic, with its models', async () => {
    expect(await probeServer({ url: server.url('server', { kind: 'generic' }), apiKey: null }, never)).toMatchObject({
      vendor: 'generic',
      knownBy: 'nothing',
      answers: true,
      models: ['m-1'],
    });
  });

  test('and is not there gives no answer', async () => {
    expect(await probeServer({ url: 'http://127.0.0.1:1/v1', apiKey: null }, never)).toMatchObject({ answers: false });
  });

  test('gets nothing but GETs', async () => {
    const { prompts } = await sentBy(() =>
      probeServer({ url: server.url('server', { kind: 'vllm' }), apiKey: null }, never),
    );
    expect(prompts).toEqual([]);
  });

  test('says why there was no answer, and with which status the list of models was refused', async () => {
    const gone = await startScriptedServer();
    const url = gone.url('server', { kind: 'vllm' });
    await gone.stop();
    expect(await probeServer({ url, apiKey: null }, never)).toMatchObject({
      answers: false,
      problem: { kind: 'refused', message: expect.stringContaining('Start the server') as string },
      modelsStatus: null,
    });
    const locked = server.url('server', { kind: 'vllm', key: KEY });
    expect(await probeServer({ url: locked, apiKey: null }, never)).toMatchObject({ problem: null, modelsStatus: 401 });
  });

  test('asks as the vendor that it is told, when the answers do not say otherwise', async () => {
    const url = server.url('server', { kind: 'generic' });
    expect((await probeServer({ url, apiKey: null, vendor: 'transformers' }, never)).vendor).toBe('transformers');
    expect(
      (await probeServer({ url: server.url('server', { kind: 'vllm' }), apiKey: null, vendor: 'ollama' }, never))
        .vendor,
    ).toBe('vllm');
  });
});
