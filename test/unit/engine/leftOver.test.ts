import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildScript, type BuiltFolder } from '../../support/buildWorkers';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

let server: ScriptedServer;
let script: BuiltFolder;
beforeAll(async () => {
  [server, script] = await Promise.all([startScriptedServer(), buildScript('leftOverScript')]);
});
afterAll(async () => {
  await Promise.all([server.stop(), script.remove()]);
});

const scenarios = [
  'steady',
  'reset',
  'truncated',
  'silent',
  'never',
  'slowHeaders',
  'keepsOpen',
  'refuseEndlessly',
  'gzip',
  'stale',
  'pings',
  'page',
  'refusesUsage',
];

test(
  'after every kind of run no socket or timer is left, and the process ends by itself',
  { timeout: 60_000 },
  async () => {
    const urls = [
      ...scenarios.map((scenario) => server.url(scenario)),
      server.url('server', { kind: 'vllm' }),
      server.url('server', { kind: 'vllm', lateMs: 60_000 }),
    ];
    const { stdout } = await promisify(execFile)(process.execPath, [
      path.join(script.folder, 'leftOverScript.mjs'),
      ...urls,
    ]);
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(urls.map((url) => [url, []])));
    await server.idle();
  },
);

test('dispose in mid-run answers for the run and closes its connection', async () => {
  const engine = createTestEngine();
  const count = (await server.log()).length;
  const run = engine.run('open', requestTo(server.url('silent')), () => undefined);
  await server.received(count + 1);
  await engine.dispose();
  expect((await run.finished).outcome.status).toBe('cancelled');
  await server.idle();
});

test('dispose in the middle of questions ends them', async () => {
  const engine = createTestEngine();
  const count = (await server.log()).length;
  const request = requestTo(server.url('server', { lateMs: 60_000 }), { target: { vendor: undefined } });
  const run = engine.run('asking', request, () => undefined);
  await server.received(count + 1);
  await engine.dispose();
  expect((await run.finished).outcome.status).toBe('cancelled');
  await server.idle();
});

test('a pooled connection is idle, not forgotten: it is closed with the engine', async () => {
  const engine = createTestEngine();
  await runOnce(engine, requestTo(server.url('steady')));
  const index = (await server.log()).length - 1;
  expect((await server.log())[index]?.closedNs).toBeNull();
  await engine.dispose();
  expect((await server.closed(index))[index]?.closedNs).not.toBeNull();
});
