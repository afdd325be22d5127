import net, { type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import { forThisTest, freshEngine, serverForTests } from '../../support/forTests';
import { scriptedServerCertificate, type ScriptedServer } from '../../support/startScriptedServer';
import { requestTo, runOnce } from '../../support/testEngine';
import { startTestProxy, type ProxyManners, type TestProxy } from '../../support/testProxy';
import { at, network, tls } from './behindProxy';

const [plain, secure] = await Promise.all([serverForTests(), serverForTests({ tls: true })]);

const PASSWORD = 'proxy-password-canary';
const proxyTo = (server: ScriptedServer, manners: Partial<ProxyManners> = {}): Promise<TestProxy> =>
  forThisTest(startTestProxy({ upstream: server.address, ...manners }));

const plainUrl = (...scenario: Parameters<ScriptedServer['url']>): string => at(plain, 'model.test', ...scenario);
const secureUrl = (...scenario: Parameters<ScriptedServer['url']>): string => at(secure, 'model.test', ...scenario);

const codes = ({ quality }: RunReport): string[] => quality.findings.map(({ code }) => code);
const phases = (report: RunReport): string[] => report.phases.map(({ name }) => name);

describe('plain HTTP', () => {
  test('goes through the proxy in absolute form, and no time is shorter than the server took', async () => {
    const proxy = await proxyTo(plain);
    const before = (await plain.log()).length;
    const url = plainUrl('steady', { tokens: 10, firstMs: 60, gapMs: 4 });
    const { report } = await runOnce(freshEngine(), requestTo(url, { network: network(proxy.url) }));
    expect(report.outcome.error).toBeNull();
    expect(proxy.asked).toEqual([`POST ${url}/chat/completions`]);
    expect(proxy.headers[0]?.host).toBe('model.test');
    expect(report.connection).toEqual({
      path: 'proxy',
      proxy: proxy.address,
      address: '127.0.0.1',
      family: 'IPv4',
      failedAddresses: [],
      certificate: null,
    });
    expect(codes(report)).toContain('via-proxy');
    const logged = (await plain.log())[before];
    const written = logged?.writes.filter(({ label }) => label === 'token') ?? [];
    expect(report.chunks).toHaveLength(written.length);
    for (const [index, chunk] of (report.chunks ?? []).entries()) {
      const serverMs = Number(BigInt(written[index]?.atNs ?? 0) - BigInt(logged?.receivedNs ?? 0)) / 1e6;
      expect(chunk.atMs).toBeGreaterThanOrEqual(serverMs);
    }
  });

  test('over a kept connection has no connection time', async () => {
    const proxy = await proxyTo(plain);
    const engine = freshEngine();
    const request = requestTo(plainUrl('steady', { tokens: 3 }), { network: network(proxy.url) });
    await runOnce(engine, request);
    const { report } = await runOnce(engine, request);
    expect(report.metrics.connectMs).toMatchObject({ value: 0, reused: true });
    expect(report.connection).toMatchObject({ path: 'proxy', proxy: proxy.address, address: '127.0.0.1' });
  });

  test('held back by the proxy is seen', async () => {
    const proxy = await proxyTo(plain, { buffers: true });
    const url = plainUrl('steady', { tokens: 30, gapMs: 8 });
    const { report } = await runOnce(freshEngine(), requestTo(url, { network: network(proxy.url) }));
    expect(codes(report)).toEqual(expect.arrayContaining(['buffered-stream', 'via-proxy']));
    expect(report.metrics.tpotMs.value).toBeNull();
  });

  test('a page of the proxy: malformed, and the proxy is named', async () => {
    const proxy = await proxyTo(plain, { page: { status: 200, title: 'Please log in' } });
    const { report } = await runOnce(freshEngine(), requestTo(plainUrl('steady'), { network: network(proxy.url) }));
    expect(report.outcome.error?.kind).toBe('malformed');
    expect(report.outcome.error?.message).toContain('Please log in');
    expect(report.outcome.error?.message).toContain(proxy.address);
  });

  test('a gateway error names the proxy, too', async () => {
    const proxy = await proxyTo(plain, { page: { status: 502, title: 'Bad gateway' } });
    const { report } = await runOnce(freshEngine(), requestTo(plainUrl('steady'), { network: network(proxy.url) }));
    expect(report.outcome.error).toMatchObject({ httpStatus: 502, message: expect.stringContaining(proxy.address) });
  });
});

describe('TLS', () => {
  test('goes through a tunnel, whose making counts as connecting', async () => {
    const proxy = await proxyTo(secure, { tunnelAfterMs: 80 });
    const url = secureUrl('steady', { tokens: 5, firstMs: 40 });
    const request = requestTo(url, { network: network(proxy.url), target: { tls } });
    const { report } = await runOnce(freshEngine(), request);
    expect(report.outcome.error).toBeNull();
    expect(proxy.asked).toEqual(['CONNECT model.test:443']);
    expect(phases(report).slice(0, 3)).toEqual(['connect', 'tls', 'send']);
    const connect = report.phases[0];
    expect(connect?.endMs).toBeGreaterThanOrEqual(79);
    expect(report.metrics.ttftMs.value).toBeGreaterThanOrEqual(79 + 40);
    expect(report.connection).toMatchObject({ path: 'proxy', proxy: proxy.address, certificate: 'checked' });
    expect(codes(report)).toContain('via-proxy');
  });

  test('shows the proxy neither key nor prompt, and the server no credentials of the proxy', async () => {
    const authorization = `Basic ${Buffer.from(`jo:${PASSWORD}`).toString('base64')}`;
    const proxy = await proxyTo(secure, { authorization });
    const request = requestTo(secureUrl('steady'), {
      network: network(proxy.url.replace('//', `//jo:${PASSWORD}@`)),
      target: { tls },
      apiKey: 'sk-canary-0123456789',
    });
    const { report } = await runOnce(freshEngine(), request);
    expect(report.outcome.error).toBeNull();
    expect(proxy.headers[0]?.['proxy-authorization']).toBe(authorization);
    expect(JSON.stringify(proxy.headers)).not.toContain('sk-canary');
    const last = (await secure.log()).at(-1);
    expect(last?.headers).not.toHaveProperty('proxy-authorization');
    expect(last?.headers['authorization']).toBe('Bearer sk-canary-0123456789');
    expect(JSON.stringify(report)).not.toContain(PASSWORD);
  });

  test('keeps the tunnel for the next run', async () => {
    const proxy = await proxyTo(secure);
    const engine = freshEngine();
    const request = requestTo(secureUrl('steady', { tokens: 3 }), { network: network(proxy.url), target: { tls } });
    await runOnce(engine, request);
    const { report } = await runOnce(engine, request);
    expect(report.outcome.error).toBeNull();
    expect(report.metrics.connectMs).toMatchObject({ value: 0, reused: true });
    expect(proxy.asked).toHaveLength(1);
  });

  test('through a proxy that itself is reached over TLS', async () => {
    const folder = new URL('../../support/tls/', import.meta.url);
    const own = { key: readFileSync(new URL('key.pem', folder)), cert: readFileSync(new URL('cert.pem', folder)) };
    const proxy = await proxyTo(secure, { tls: own });
    const settings = network(proxy.url, { certificateAuthorities: [scriptedServerCertificate] });
    const { report } = await runOnce(
      freshEngine(),
      requestTo(secureUrl('steady'), { network: settings, target: { tls: { serverName: 'localhost' } } }),
    );
    expect(report.outcome.error).toBeNull();
    expect(phases(report).slice(0, 4)).toEqual(['dns', 'connect', 'tls', 'send']);
  });

  test('stopped while the proxy makes the tunnel: nothing stays open', async () => {
    const proxy = await proxyTo(secure, { silent: true });
    const engine = freshEngine();
    const request = requestTo(secureUrl('steady'), { network: network(proxy.url), target: { tls } });
    const run = engine.run('stopped', request, () => undefined);
    await expect.poll(() => proxy.asked.length).toBe(1);
    run.stop();
    expect((await run.finished).outcome.error?.kind).toBe('cancelled');
    await proxy.idle();
  });

  test('a proxy that never answers: timeout of the connection, with the proxy', async () => {
    const proxy = await proxyTo(secure, { silent: true });
    const timeouts = { connectMs: 150 };
    const request = requestTo(secureUrl('steady'), { network: network(proxy.url), target: { tls, timeouts } });
    const { report } = await runOnce(freshEngine(), request);
    expect(report.outcome.error).toMatchObject({ kind: 'timeout', message: expect.stringContaining(proxy.address) });
    await proxy.idle();
  });
});

describe('what a proxy refuses', () => {
  const rows: readonly { manners: Partial<ProxyManners>; kind: string; words: string; status: number }[] = [
    { manners: { authorization: 'Basic eDp5' }, kind: 'unauthorized', words: 'user name', status: 407 },
    { manners: { connectStatus: 403 }, kind: 'forbidden', words: 'does not let requests to', status: 403 },
    { manners: { connectStatus: 502 }, kind: 'server-error', words: 'could not reach', status: 502 },
    { manners: { connectStatus: 504 }, kind: 'timeout', words: 'in vain', status: 504 },
  ];
  test.each(rows)('CONNECT with $status: $kind', async ({ manners, kind, words, status }) => {
    const proxy = await proxyTo(secure, manners);
    const address = proxy.url.replace('//', `//jo:${PASSWORD}@`);
    const { report } = await runOnce(freshEngine(), requestTo(secureUrl('steady'), { network: network(address) }));
    const { error } = report.outcome;
    expect(error).toMatchObject({ kind, httpStatus: status, message: expect.stringContaining(words) });
    expect(error?.message).toContain(proxy.address);
    expect(error?.detail).toBe('Blocked by policy');
    expect(JSON.stringify(report)).not.toContain(PASSWORD);
    expect(JSON.stringify(report)).not.toContain(Buffer.from(`jo:${PASSWORD}`).toString('base64'));
    await proxy.idle();
  });

  test('a request in absolute form with 407: unauthorized', async () => {
    const proxy = await proxyTo(plain, { authorization: 'Basic eDp5' });
    const { report } = await runOnce(freshEngine(), requestTo(plainUrl('steady'), { network: network(proxy.url) }));
    expect(report.outcome.error).toMatchObject({
      kind: 'unauthorized',
      httpStatus: 407,
      message: expect.stringContaining('http.proxyAuthorization'),
    });
  });

  test.each(['http', 'https'])('a proxy that is not there, for %s: refused, and it is named', async (scheme) => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const settings = network(`http://jo:${PASSWORD}@127.0.0.1:${String(port)}`);
    const { report } = await runOnce(freshEngine(), requestTo(`${scheme}://model.test/v1`, { network: settings }));
    expect(report.outcome.error).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(`127.0.0.1:${String(port)}`),
    });
    expect(report.outcome.error?.message).toContain('the setting http.proxy');
    expect(JSON.stringify(report)).not.toContain(PASSWORD);
  });
});

test('this very machine is reached without the proxy', async () => {
  const proxy = await proxyTo(plain);
  const { report } = await runOnce(freshEngine(), requestTo(plain.url('steady'), { network: network(proxy.url) }));
  expect(proxy.asked).toEqual([]);
  expect(report.connection).toMatchObject({ path: 'direct', proxy: null, address: '127.0.0.1', family: 'IPv4' });
});

test('what a server is asked beside the run takes the same way', async () => {
  const proxy = await proxyTo(plain);
  const target = { vendor: undefined, metrics: true };
  await runOnce(freshEngine(), requestTo(plainUrl('server'), { network: network(proxy.url), target }));
  expect(proxy.asked).toContain('GET http://model.test/metrics');
  expect(proxy.asked.filter((line) => line.startsWith('GET')).length).toBeGreaterThan(3);
  expect(proxy.asked.every((line) => line.includes('http://model.test/'))).toBe(true);
});

test('settings that change between two runs hold for the second', async () => {
  const [one, other] = [await proxyTo(plain), await proxyTo(plain)];
  const engine = freshEngine();
  const url = plainUrl('steady', { tokens: 3 });
  await runOnce(engine, requestTo(url, { network: network(one.url) }));
  const { report } = await runOnce(engine, requestTo(url, { network: network(other.url) }));
  expect([one.asked.length, other.asked.length]).toEqual([1, 1]);
  expect(report.connection?.proxy).toBe(other.address);
});
