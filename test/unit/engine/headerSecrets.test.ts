import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

const SECRET = 'team-secret-0123456789';
const KEY = 'sk-0123456789abcdef';
let server: ScriptedServer;
const engine = createTestEngine();
beforeAll(async () => {
  server = await startScriptedServer();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await engine.dispose();
  await server.stop();
});

const headers = { 'X-Team': '${env:HEADER_TEST_TEAM}', 'X-Auth': 'Token ${secret}' };

test('headers are filled on the way out, the key goes there alone, and the report shows neither', async () => {
  vi.stubEnv('HEADER_TEST_TEAM', SECRET);
  const before = (await server.log()).length;
  const { report } = await runOnce(engine, requestTo(server.url('steady'), { target: { headers }, apiKey: KEY }));
  const [sent] = (await server.log()).slice(before);
  expect(sent?.headers).toMatchObject({ 'x-team': SECRET, 'x-auth': `Token ${KEY}` });
  expect(sent?.headers).not.toHaveProperty('authorization');
  expect(report.outcome.status).toBe('completed');
  expect(JSON.stringify(report)).not.toMatch(new RegExp(`${SECRET}|${KEY}`));
});

test('a variable that is not set is told by its name, and nothing is sent', async () => {
  const before = (await server.log()).length;
  const { report } = await runOnce(engine, requestTo(server.url('steady'), { target: { headers }, apiKey: KEY }));
  expect(report.outcome.error).toMatchObject({ kind: 'unauthorized' });
  expect(report.outcome.error?.message).toContain('HEADER_TEST_TEAM');
  expect((await server.log()).length).toBe(before);
});
