import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { engineForTests, serverForTests } from '../../support/forTests';
import { requestTo, runOnce } from '../../support/testEngine';

const KEY = 'sk-canary/0123456789"abcdef';

const server = await serverForTests();
const engine = engineForTests();

const wireOf = ({ progress }: Awaited<ReturnType<typeof runOnce>>): string =>
  progress.flatMap(({ wire }) => wire ?? []).join('\n');

/** A server that answers with these pieces, each in a write of its own. */
async function serverSaying(pieces: readonly string[]): Promise<string> {
  const speaking = http.createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'session=abcdef0123' });
    response.socket?.setNoDelay(true);
    const [first, ...rest] = pieces;
    response.write(first ?? '');
    const next = (): void => {
      const piece = rest.shift();
      if (piece === undefined) response.end();
      else response.write(piece, () => setTimeout(next, 5));
    };
    setTimeout(next, 5);
  });
  await new Promise<void>((resolve) => speaking.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    speaking.closeAllConnections();
    await new Promise((resolve) => speaking.close(resolve));
  });
  return `http://127.0.0.1:${String((speaking.address() as AddressInfo).port)}/v1`;
}

const frame = (content: string): string =>
  `data: ${JSON.stringify({ model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
const END = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

test('nothing is written down unless somebody asks for it', async () => {
  const { report, progress } = await runOnce(engine, requestTo(server.url('steady')));
  expect(progress.some(({ wire }) => wire)).toBe(false);
  expect(report.trace).not.toHaveProperty('wireLogged');
});

test('shows request, answer and each read with its time, and the report says that it was logged', async () => {
  const ran = await runOnce(engine, requestTo(server.url('steady', { tokens: 3, gapMs: 5 }), { logsWire: true }));
  const wire = wireOf(ran);
  expect(wire).toContain(`→ POST ${server.url('steady', { tokens: 3, gapMs: 5 })}/chat/completions`);
  expect(wire).toContain('content-type: application/json');
  expect(wire).toContain('How long is a day?');
  expect(wire).toMatch(/← 200 at \d+\.\d\d ms\n/);
  expect(wire.match(/^\d+\.\d\d ms, \d+ bytes: data: /gm)?.length).toBeGreaterThan(2);
  expect(ran.report.quality.findings.map(({ code }) => code)).toContain('wire-logged');
});

describe('a key is never shown', () => {
  test('neither in headers, nor where the server repeats it, in whatever form, and cut into pieces', async () => {
    const json = JSON.stringify(KEY).slice(1, -1);
    const cutting = [frame('x').slice(0, 20), frame('x').slice(20), frame(`your key: ${KEY}`).slice(0, 70)];
    const url = await serverSaying([
      ...cutting,
      frame(`your key: ${KEY}`).slice(70),
      `: ${KEY.slice(0, 9)}`,
      `${KEY.slice(9)}\n\n: ${json}\n\n: ${encodeURIComponent(KEY)}\n\n`,
      END,
    ]);
    const target = { headers: { 'x-team': 'team-canary-value' } };
    const ran = await runOnce(engine, requestTo(url, { logsWire: true, apiKey: KEY, target }));
    const wire = wireOf(ran);
    expect(ran.report.outcome.error).toBeNull();
    expect(wire).toContain('authorization: ••••');
    expect(wire).toContain('set-cookie: ••••');
    for (const secret of [KEY, json, encodeURIComponent(KEY), 'team-canary-value', 'abcdef0123'])
      expect(wire).not.toContain(secret);
    // Put together again from the reads, as a reader of the log could do.
    const joined = wire.replace(/\n\d+\.\d\d ms, \d+ bytes: /g, '');
    for (const part of ['sk-canary', '0123456789']) expect(joined).not.toContain(part);
  });

  test('also at the border of what is shown', async () => {
    const before = `${frame('x')}: `;
    // The key lies across the 64 KB at which the log is cut.
    const dots = '.'.repeat(64 * 1024 - 12 - before.length);
    const all = `${before}${dots}${KEY}\n\n: ${'.'.repeat(9000)}\n\n${END}`;
    const url = await serverSaying([all]);
    const wire = wireOf(await runOnce(engine, requestTo(url, { logsWire: true, apiKey: KEY })));
    expect(wire).toContain('64 KB of');
    for (let length = 6; length <= KEY.length; length++) expect(wire).not.toContain(KEY.slice(0, length));
  });
});

test('a refusal and a broken connection are there to the end', async () => {
  const refused = wireOf(await runOnce(engine, requestTo(server.url('nowhere'), { logsWire: true })));
  expect(refused).toContain('← 404');
  const dropped = wireOf(await runOnce(engine, requestTo(server.url('drop'), { logsWire: true })));
  expect(dropped).toContain('✗');
});
