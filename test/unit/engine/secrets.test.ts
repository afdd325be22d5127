import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskReport } from '../../../src/engine/maskReport';
import { secretsOf } from '../../../src/engine/secrets';
import { shownUrl } from '../../../src/engine/shownUrl';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

const KEY = 'sk-abcdefghij0123456789';
const HEADERS = { 'x-team': 'blue-team-7', 'x-api-token': 'tok-98765432' };

let server: ScriptedServer;
const engine = createTestEngine();
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(async () => {
  await engine.dispose();
  await server.stop();
});

describe('no report holds a key or a header value', () => {
  test.each([
    ['the server repeats them in its refusal', 'refuse', { echo: 1 }],
    ['the run completes', 'steady', {}],
    ['the connection breaks', 'reset', {}],
    ['the answer is a page', 'page', {}],
  ] as const)('when %s', async (_, scenario, params) => {
    const { report } = await runOnce(
      engine,
      requestTo(server.url(scenario, params), { apiKey: KEY, target: { headers: HEADERS } }),
    );
    const text = JSON.stringify(report);
    for (const secret of [KEY, ...Object.values(HEADERS)]) expect(text).not.toContain(secret);
    expect((await server.log()).at(-1)?.headers).toMatchObject({ ...HEADERS, authorization: `Bearer ${KEY}` });
  });

  test('when a key stands in the address', async () => {
    const url = `${server.url('refuse', { status: 404 })}?api_key=${KEY}`;
    const { report } = await runOnce(engine, requestTo(url));
    expect((await server.log()).at(-1)?.path).toContain(KEY);
    expect(JSON.stringify(report)).not.toContain(KEY);
  });
});

test('a short key is hidden in errors too, where no answer can be spoilt by it', async () => {
  const { report } = await runOnce(engine, requestTo(server.url('page', { echo: 1 }), { apiKey: 'k-1234' }));
  expect(report.outcome.error?.detail).toContain('••••••');
  expect(JSON.stringify(report)).not.toContain('k-1234');
});

test('a key that the answer repeats is masked across the border of two chunks', async () => {
  const { report } = await runOnce(engine, requestTo(server.url('steady', { tokens: 4 })));
  const texts = ['the key is sk-abcdefg', 'hij0123456789 and', ' so on', ''];
  const chunks = report.chunks?.map((chunk, index) => ({ ...chunk, text: texts[index] ?? '' }));
  const masked = maskReport(
    { ...report, chunks, output: { characters: 0, text: texts.join('') } },
    requestTo('', { apiKey: KEY }),
  );
  expect(masked.chunks?.map(({ text }) => text)).toEqual([
    `the key is ${'•'.repeat(10)}`,
    `${'•'.repeat(13)} and`,
    ' so on',
    '',
  ]);
  expect(JSON.stringify(masked)).not.toContain('hij0123456789');
});

test('a placeholder key does not blacken ordinary words of a report', async () => {
  const { report } = await runOnce(engine, requestTo(server.url('steady', { tokens: 10 }), { apiKey: 'night' }));
  expect(report.output.text).toContain(' night');
});

test('the longest secret goes first, so none leaves a rest of another', () => {
  const secrets = secretsOf(
    requestTo('', { apiKey: 'abcd', target: { headers: { authorization: 'Bearer abcdefgh' } } }),
    'errors',
  );
  expect(secrets.mask('Bearer abcdefgh, abcdefgh, abcd')).not.toMatch(/[a-h]{4}/);
});

describe('an address is shown', () => {
  test.each([
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['https://user:secret@example.com/v1', 'https://example.com/v1'],
    ['https://example.com/v1?key=secret&v=2', 'https://example.com/v1?key=…&v=…'],
    ['not an address', 'not an address'],
  ])('%s as %s', (url, shown) => {
    expect(shownUrl(url)).toBe(shown);
  });
});
