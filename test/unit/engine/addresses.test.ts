import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addressOver, unixSocketOf } from '../../../src/core/unixSocket';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

const STREAM =
  'data: {"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}\n\n' +
  'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

/** A server on an address of its own, or on the path of a socket. */
async function serve(where: { host: string } | { path: string }): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${String(request.method)} ${String(request.url)}`);
    const location = /^\/to=(.*?)\/chat/.exec(request.url ?? '')?.[1];
    if (location !== undefined) return void response.writeHead(307, { location: decodeURIComponent(location) }).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(STREAM);
  });
  await new Promise<void>((resolve) => server.listen('host' in where ? { port: 0, ...where } : where, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: 'host' in where ? (server.address() as AddressInfo).port : 0, asked };
}

async function run(url: string) {
  const engine = createTestEngine();
  onTestFinished(() => engine.dispose());
  return (await runOnce(engine, requestTo(url))).report;
}

describe('localhost', () => {
  test.each([
    ['IPv4', '127.0.0.1'],
    ['IPv6', '::1'],
  ])('that listens on %s only is reached, and the address is told', async (family, host) => {
    const { port } = await serve({ host });
    const report = await run(`http://localhost:${String(port)}/v1`);
    expect(report.outcome.error).toBeNull();
    expect(report.connection).toMatchObject({ path: 'direct', address: host, family });
    // Which family comes first is up to the machine; one that failed is told with its name and moment.
    const failed = report.connection?.failedAddresses ?? [];
    for (const { address, reason, atMs } of failed) {
      expect(address).not.toBe(host);
      expect(reason).toBe('ECONNREFUSED');
      expect(atMs).toBeLessThanOrEqual(report.phases.find(({ name }) => name === 'connect')?.endMs ?? 0);
    }
  });

  test('fails at one of its two families, which is not counted silently', async () => {
    const [four, six] = [await serve({ host: '127.0.0.1' }), await serve({ host: '::1' })];
    const reports = [
      await run(`http://localhost:${String(four.port)}`),
      await run(`http://localhost:${String(six.port)}`),
    ];
    const failures = reports.flatMap(({ connection }) => connection?.failedAddresses ?? []);
    expect(failures).toHaveLength(1);
  });
});

describe('a Unix socket', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pp-'));
  test.each([
    ['with a colon', 'llm.sock', ':/v1'],
    ['without a colon', 'two.sock', '/v1'],
    ['whose name ends otherwise', 'server', ':/v1'],
    ['with a space in its name', 'a b.sock', ':/v1'],
  ])('%s', async (_, name, rest) => {
    onTestFinished(() => rmSync(path.join(folder, name), { force: true }));
    const socketPath = path.join(folder, name);
    const { asked } = await serve({ path: socketPath });
    const report = await run(`http://unix:${socketPath}${rest}`);
    expect(report.outcome.error).toBeNull();
    expect(asked).toEqual(['POST /v1/chat/completions']);
    expect(report.connection).toMatchObject({ path: 'unix-socket', address: socketPath, family: null, proxy: null });
    expect(report.phases.map(({ name: phase }) => phase)).not.toContain('dns');
    expect(report.metrics.connectMs.value).toBeGreaterThan(0);
  });

  test('whose server redirects stays on the socket', async () => {
    const socketPath = path.join(folder, 'redirects.sock');
    const { asked } = await serve({ path: socketPath });
    expect((await run(`http://unix:${socketPath}:/to=%2Fv2`)).outcome.error).toBeNull();
    expect(asked).toEqual(['POST /to=%2Fv2/chat/completions', 'POST /v2']);
    const away = await run(`http://unix:${socketPath}:/to=http%3A%2F%2Funix%2Fv2`);
    expect(away.outcome.error?.kind).toBe('untrusted');
  });

  test('that nobody listens on: refused, with the path', async () => {
    const report = await run(`http://unix:${path.join(folder, 'nobody.sock')}:/v1`);
    expect(report.outcome.error).toMatchObject({ kind: 'refused', message: expect.stringContaining('nobody.sock') });
  });
});

test.each([
  ['http://unix:/run/llm.sock:/v1/chat', { socketPath: '/run/llm.sock', path: '/v1/chat' }],
  ['http://unix/run/llm.sock:/v1/chat', { socketPath: '/run/llm.sock', path: '/v1/chat' }],
  ['http://unix:/run/llm.sock', { socketPath: '/run/llm.sock', path: '/' }],
  ['http://unix:/run/llm.sock/v1?x=1', { socketPath: '/run/llm.sock', path: '/v1?x=1' }],
  ['http://unix:/run/my.sock.d/s:/', { socketPath: '/run/my.sock.d/s', path: '/' }],
  ['http://unix:\\\\.\\pipe\\llm:/v1', { socketPath: '\\\\.\\pipe\\llm', path: '/v1' }],
  ['http://unix://./pipe/llm:/v1?x=1', { socketPath: '\\\\.\\pipe\\llm', path: '/v1?x=1' }],
  [new URL('http://unix:\\\\.\\pipe\\a b:/v1').href, { socketPath: '\\\\.\\pipe\\a b', path: '/v1' }],
  ['http://unix:/pipe/llm:/v1', { socketPath: '/pipe/llm', path: '/v1' }],
  ['http://unix/v1', null],
  ['http://unix.example/run/a.sock:/v1', null],
  ['https://unix:/run/a.sock:/v1', null],
  ['http://127.0.0.1:8000/a.sock:/v1', null],
])('%s', (address, expected) => {
  const socket = unixSocketOf(address);
  expect(socket).toEqual(expected);
  // As a redirect makes it, and as an address is once it has been read.
  if (socket) expect(unixSocketOf(new URL(addressOver(socket, socket.path)).href)).toEqual(expected);
});
