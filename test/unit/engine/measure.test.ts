import { createHash } from 'node:crypto';
import Ajv from 'ajv';
import { afterEach, describe, expect, test } from 'vitest';
import { runReportJsonSchema } from '../../../src/report/jsonSchema';
import { runError, RunFailure } from '../../../src/core/runError';
import type { RunRequest } from '../../../src/core/runRequest';
import type { RunSource } from '../../../src/engine/runSource';
import { engineForTests, serverForTests } from '../../support/forTests';
import type { LoggedRequest } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

const server = await serverForTests();
const engine = engineForTests();

const promptOf = (request: LoggedRequest | undefined): string =>
  (JSON.parse(request?.body ?? '{}') as { messages: { content: string }[] }).messages[0]?.content ?? '';

const withPrompt = (content: string): Pick<RunRequest, 'prompt'> => ({
  prompt: { messages: [{ role: 'user', content }], source: 'test' },
});

describe('the report', () => {
  test.each(['steady', 'json', 'reset', 'refuse', 'never'])('of %s follows the published schema', async (scenario) => {
    const target = { timeouts: { firstByteMs: 200 }, budgets: { ttftMs: 100 } };
    const { report } = await runOnce(engine, requestTo(server.url(scenario), { target }));
    const validate = new Ajv({ strict: false }).compile(runReportJsonSchema());
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  });

  test('names the prompt by the hash of its text', async () => {
    const { report } = await runOnce(engine, requestTo(server.url('steady'), withPrompt('hash me')));
    expect(report.prompt.sha256).toBe(createHash('sha256').update('hash me').digest('hex'));
  });
});

describe('an empty prompt', () => {
  test.each(['', ' \n\t'])('%j is refused without a request', async (content) => {
    const before = (await server.log()).length;
    const { report, progress } = await runOnce(engine, requestTo(server.url('steady'), withPrompt(content)));
    expect(report.outcome).toMatchObject({ status: 'failed', error: { kind: 'bad-request' } });
    expect(report.outcome.error?.message).toContain('empty');
    expect(await server.log()).toHaveLength(before);
    expect(progress).toEqual([]);
  });
});

describe('a prompt with an image', () => {
  const prompt: RunRequest['prompt'] = {
    messages: [{ role: 'user', content: '', images: [{ mediaType: 'image/png', dataBase64: 'iVBORw==' }] }],
    source: 'test',
  };

  test('is sent, counted in the report, and not counted by a tokenizer of ours', async () => {
    const { report } = await runOnce(engine, requestTo(server.url('steady'), { prompt }));
    expect(report.outcome.status).toBe('completed');
    expect(report.prompt).toMatchObject({ images: 1, characters: 0 });
    expect(report.tokens.localCount?.input).toBeNull();
    expect((await server.log()).at(-1)?.body).toContain('data:image/png;base64,iVBORw==');
  });

  test('is refused without a request where the protocol carries none', async () => {
    const before = (await server.log()).length;
    const target = { protocol: 'tgi-generate' } as const;
    const { report } = await runOnce(engine, requestTo(server.url('steady'), { prompt, target }));
    expect(report.outcome.error?.kind).toBe('unsupported');
    expect(await server.log()).toHaveLength(before);
  });
});

describe('a large prompt', () => {
  test('of 100 MB goes through whole', { timeout: 60_000 }, async () => {
    const content = 'x'.repeat(100 * 1024 * 1024);
    const { report } = await runOnce(engine, requestTo(server.url('steady'), withPrompt(content)));
    expect(report.outcome).toMatchObject({ status: 'completed', error: null });
    expect(report.prompt.characters).toBe(content.length);
    expect((await server.log()).at(-1)?.bodyBytes).toBeGreaterThan(content.length);
    // Too long to be worth counting; the server's own number stands.
    expect(report.tokens.localCount).toMatchObject({ input: null });
    expect(report.phases.find(({ name }) => name === 'send')?.endMs).toBeGreaterThan(0);
  });

  test('of 300 MB is refused before anything is sent', { timeout: 60_000 }, async () => {
    const before = (await server.log()).length;
    const { report } = await runOnce(
      engine,
      requestTo(server.url('steady'), withPrompt('x'.repeat(300 * 1024 * 1024))),
    );
    expect(report.outcome.error).toMatchObject({ kind: 'too-large' });
    expect(await server.log()).toHaveLength(before);
  });
});

describe('cache mode', () => {
  test('cold puts something unique before the first word, and still reports the prompt as it was', async () => {
    const before = (await server.log()).length;
    const request = requestTo(server.url('steady'), { ...withPrompt('the prompt'), cache: 'cold' });
    const reports = [await runOnce(engine, request), await runOnce(engine, request)];
    const sent = (await server.log()).slice(before).map(promptOf);
    expect(sent[0]).toMatch(/^[0-9a-f]{12}\n\nthe prompt$/);
    expect(sent[1]).not.toBe(sent[0]);
    expect(reports.map(({ report }) => report.prompt.text)).toEqual(['the prompt', 'the prompt']);
    expect(reports[0]?.report.parameters.cache).toBe('cold');
  });

  test('warm sends the identical prompt after one priming run', async () => {
    const before = (await server.log()).length;
    const { report } = await runOnce(engine, requestTo(server.url('steady'), { cache: 'warm' }));
    const bodies = (await server.log()).slice(before).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
    expect(report.metrics.connectMs.reused).toBe(true);
  });

  test('as-is sends it once, untouched', async () => {
    const before = (await server.log()).length;
    await runOnce(engine, requestTo(server.url('steady'), withPrompt('the prompt')));
    expect((await server.log()).slice(before).map(promptOf)).toEqual(['the prompt']);
  });
});

describe('stopping', () => {
  test('in mid-answer keeps what came; tokens are estimated, the cost is a lower bound', async () => {
    const url = server.url('silent', { after: 4 });
    const target = { price: { inputPerMTok: 1, outputPerMTok: 1 } };
    let seen = 0;
    const run = engine.run('stop', requestTo(url, { target }), ({ chunks }) => {
      seen += chunks.length;
      if (seen === 4) run.stop();
    });
    const report = await run.finished;
    expect(report.outcome).toMatchObject({ status: 'cancelled', error: { kind: 'cancelled' } });
    expect(report.output.text).toBe(' the time of day');
    expect(report.tokens.output).toMatchObject({ total: 4, source: 'estimated' });
    expect(report.cost).toMatchObject({ atLeast: true });
    expect(report.metrics.e2eMs.reason).toBe('not-finished');
  });

  test('before anything was sent sends nothing', async () => {
    const before = (await server.log()).length;
    const run = engine.run('at once', requestTo(server.url('steady')), () => undefined);
    run.stop();
    expect((await run.finished).outcome.status).toBe('cancelled');
    expect(await server.log()).toHaveLength(before);
  });

  test('while the server says nothing closes the connection', async () => {
    const before = (await server.log()).length;
    const run = engine.run('silent', requestTo(server.url('never')), () => undefined);
    await server.received(before + 1);
    run.stop();
    expect((await run.finished).outcome.status).toBe('cancelled');
    expect((await server.closed(before))[before]?.closedNs).not.toBeNull();
  });
});

describe('progress', () => {
  test('gives every chunk once, in order, and ends before the report', async () => {
    const { report, progress } = await runOnce(engine, requestTo(server.url('steady', { tokens: 60, gapMs: 4 })));
    const texts = progress.flatMap(({ chunks }) => chunks.map(({ text }) => text)).join('');
    expect(texts).toBe(report.output.text);
    expect(progress.length).toBeLessThan(60);
    expect(progress.at(-1)?.tokens).toEqual({ count: expect.any(Number) as number, source: 'estimated' });
  });

  test('says what is going on while nothing comes, without inventing numbers', async () => {
    const target = { timeouts: { firstByteMs: 700 } };
    const { progress } = await runOnce(engine, requestTo(server.url('never'), { target }));
    expect(progress.length).toBeGreaterThan(1);
    for (const batch of progress)
      expect(batch).toMatchObject({ chunks: [], tokens: null, decodeTokensPerSecond: null, silentMs: null });
    expect(progress.at(-1)?.phase).toBe('wait');
  });
});

describe('a source of any kind', () => {
  const source = (run: RunSource['run']): RunSource => ({ run, dispose: () => Promise.resolve() });
  const ggufRequest: RunRequest = {
    ...requestTo(''),
    target: { name: 'model', protocol: 'gguf', path: 'model.gguf' },
  };
  let own: ReturnType<typeof createTestEngine> | null = null;
  afterEach(() => own?.dispose());

  test('that fails before it begins still gives a report', async () => {
    own = createTestEngine(
      {},
      source(() => Promise.reject(new RunFailure(runError('model-load', 'damaged')))),
    );
    const { report } = await runOnce(own, ggufRequest);
    expect(report.outcome.error?.kind).toBe('model-load');
    expect(report.startedAt).not.toBe('');
  });

  test('that has a bug makes the run reject, so that the thread dies and its client answers', async () => {
    own = createTestEngine(
      {},
      source(() => Promise.reject(new TypeError('a bug'))),
    );
    await expect(runOnce(own, ggufRequest)).rejects.toThrow('a bug');
  });

  test('on this machine costs nothing and is not counted again', async () => {
    own = createTestEngine(
      {},
      source((_, sink) => {
        sink.begin();
        sink.phase({ name: 'prefill', startMs: 0, endMs: 5, source: 'measured' });
        const read = sink.read(6, 4);
        sink.event({ type: 'text', channel: 'answer', text: 'word', tokens: 1 }, 6, read);
        sink.event({ type: 'end' }, 7, read);
        return Promise.resolve();
      }),
    );
    const { report } = await runOnce(own, ggufRequest);
    expect(report.cost).toMatchObject({ totalUsd: 0, source: 'local' });
    expect(report.tokens).toMatchObject({ output: { total: 1, source: 'counted' }, localCount: null });
  });
});
