import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EngineClient } from '../../../src/engine/engineClient';
import { startThread, type ThreadPort } from '../../../src/engine/threadPort';
import type { FromEngine, ToEngine } from '../../../src/messages/engineMessages';
import path from 'node:path';
import { buildWorkers, type BuiltFolder } from '../../support/buildWorkers';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { signal } from '../../support/signal';
import { levelTo, requestTo, runOnce, testSetup } from '../../support/testEngine';

let server: ScriptedServer;
let workers: BuiltFolder;
let clients: EngineClient[] = [];
let threads: ThreadPort<ToEngine, FromEngine>[] = [];

beforeAll(async () => {
  [server, workers] = await Promise.all([startScriptedServer(), buildWorkers()]);
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.dispose()));
  clients = [];
  threads = [];
});
afterAll(async () => {
  await Promise.all([server.stop(), workers.remove()]);
});

/** The client with its real thread, which a test may kill. */
function createClient(): EngineClient {
  const setup = { ...testSetup, distFolder: workers.folder };
  const client = new EngineClient(setup, () => {
    const thread = startThread<ToEngine, FromEngine>(path.join(setup.distFolder, 'worker.mjs'), setup);
    threads.push(thread);
    return thread;
  });
  clients.push(client);
  return client;
}

test('no thread is started before the first run', async () => {
  createClient();
  expect(threads).toHaveLength(0);
});

test('a run in the worker gives the report of the whole answer, counted and priced in threads', async () => {
  const price = { inputPerMTok: 1, outputPerMTok: 2 };
  const { report, progress } = await runOnce(
    createClient(),
    requestTo(server.url('steady', { tokens: 40 }), { target: { price } }),
  );
  expect(report.outcome).toMatchObject({ status: 'completed', finishReason: 'stop', error: null });
  expect(report.tokens.output).toMatchObject({ total: 40, source: 'reported' });
  expect(report.tokens.localCount).toEqual({ input: 6, output: 40, tokenizer: 'o200k_base' });
  expect(report.cost).toMatchObject({ source: 'user-price', totalUsd: (26 + 2 * 40) / 1e6 });
  expect(progress.flatMap(({ chunks }) => chunks)).toHaveLength(40);
  expect(report.environment.loopDelayP99Ms).not.toBeNull();
});

test('several runs at once are kept apart', async () => {
  const client = createClient();
  const runs = await Promise.all(
    [10, 20, 30].map((tokens) => runOnce(client, requestTo(server.url('steady', { tokens })))),
  );
  expect(runs.map(({ report }) => report.tokens.output.total)).toEqual([10, 20, 30]);
  expect(threads).toHaveLength(1);
});

test('a worker that dies in mid-run leaves a report with everything that had come, and the next run works', async () => {
  const client = createClient();
  const request = requestTo(server.url('silent', { after: 5 }));
  let seen = 0;
  const fiveChunks = signal();
  const run = client.run('dies', request, ({ chunks }) => {
    seen += chunks.length;
    if (seen === 5) fiveChunks.give();
  });
  await fiveChunks.given;
  await threads[0]?.end(0);
  const report = await run.finished;
  expect(report.outcome).toMatchObject({ status: 'failed', error: { kind: 'crashed' } });
  expect(report.chunks).toHaveLength(5);
  expect(report.output.text).toBe(' the time of day and');
  expect(report.metrics.ttftMs.value).toBeGreaterThan(0);
  expect((await runOnce(client, requestTo(server.url('steady')))).report.outcome.status).toBe('completed');
  expect(threads).toHaveLength(2);
});

test('a worker that dies in mid-level leaves the requests that had ended', async () => {
  const client = createClient();
  let completed = 0;
  const someEnded = signal();
  const level = client.level('dies', levelTo(server.url('steady', { tokens: 3 }), { load: 2, wanted: 1e6 }), (news) => {
    completed = news.completed;
    expect(news).not.toHaveProperty('ended');
    if (completed >= 4) someEnded.give();
  });
  await someEnded.given;
  await threads[0]?.end(0);
  const result = await level.finished;
  expect(result).toMatchObject({ ending: 'failing', error: { kind: 'crashed' } });
  expect(result.requests.length).toBeGreaterThanOrEqual(completed);
  expect(result.requests.every(({ status, ttftMs }) => status === 'completed' && ttftMs! > 0)).toBe(true);
  expect(result.window![1]).toBeGreaterThan(result.window![0]);
});

test('a worker that cannot start is reported, not waited for', async () => {
  const client = new EngineClient({ ...testSetup, distFolder: path.join(workers.folder, 'nowhere') });
  const { report } = await runOnce(client, requestTo(server.url('steady')));
  expect(report.outcome.error).toMatchObject({ kind: 'crashed', detail: expect.stringContaining('worker.mjs') });
});

test('stopping closes the connection and keeps what came', async () => {
  const client = createClient();
  const before = (await server.log()).length;
  const allCame = signal();
  let seen = 0;
  const run = client.run('stopped', requestTo(server.url('silent', { after: 3 })), ({ chunks }) => {
    seen += chunks.length;
    if (seen === 3) allCame.give();
  });
  await allCame.given;
  run.stop();
  run.stop();
  const report = await run.finished;
  run.stop();
  expect(report.outcome).toMatchObject({ status: 'cancelled', error: { kind: 'cancelled' } });
  expect(report.output.text).toBe(' the time of');
  expect((await server.closed(before))[before]?.closedNs).not.toBeNull();
});

test('dispose answers for open runs, ends the thread and closes every connection', async () => {
  const client = createClient();
  const before = (await server.log()).length;
  const run = client.run('open', requestTo(server.url('never')), () => undefined);
  await server.received(before + 1);
  await client.dispose();
  expect((await run.finished).outcome.status).toBe('cancelled');
  await server.idle();
  expect((await runOnce(client, requestTo(server.url('steady')))).report.outcome.status).toBe('cancelled');
});

test('questions are asked in the thread, answered each on its own, and withdrawn', async () => {
  const client = createClient();
  const stopping = new AbortController();
  const ask = (kind: string, signal = new AbortController().signal) =>
    client.ask({ kind: 'server', url: server.url('server', { kind }), apiKey: null }, signal);
  const [[vllm], [ollama]] = await Promise.all([ask('vllm'), ask('ollama')]);
  expect([vllm?.vendor, ollama?.vendor]).toEqual(['vllm', 'ollama']);
  const withdrawn = ask('vllm', stopping.signal);
  stopping.abort();
  await expect(withdrawn).rejects.toMatchObject({ error: { kind: 'cancelled' } });
  await expect(ask('vllm', stopping.signal)).rejects.toMatchObject({ error: { kind: 'cancelled' } });
});

test('a question is answered with an error when its thread dies, and when the client is closed', async () => {
  const client = createClient();
  const question = {
    kind: 'server',
    url: server.url('server', { kind: 'vllm', lateMs: 60_000 }),
    apiKey: null,
  } as const;
  const count = (await server.log()).length + 1;
  const orphaned = client.ask(question, new AbortController().signal);
  await server.received(count);
  await threads[0]?.end(0);
  await expect(orphaned).rejects.toMatchObject({ error: { kind: 'crashed' } });
  const open = client.ask(question, new AbortController().signal);
  await Promise.all([client.dispose(), expect(open).rejects.toMatchObject({ error: { kind: 'cancelled' } })]);
  await expect(client.ask(question, new AbortController().signal)).rejects.toMatchObject({
    error: { kind: 'cancelled' },
  });
});
