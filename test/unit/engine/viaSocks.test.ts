import { describe, expect, test } from 'vitest';
import { forThisTest, freshEngine, serverForTests } from '../../support/forTests';
import { startSocksProxy, type SocksManners, type SocksProxy } from '../../support/socksProxy';
import type { ScriptedServer } from '../../support/startScriptedServer';
import { requestTo, runOnce } from '../../support/testEngine';
import { at, network, tls } from './behindProxy';

const [plain, secure] = await Promise.all([serverForTests(), serverForTests({ tls: true })]);

const PASSWORD = 'socks-password-canary';
const proxyTo = (server: ScriptedServer, manners: Partial<SocksManners> = {}): Promise<SocksProxy> =>
  forThisTest(startSocksProxy({ upstream: server.address, ...manners }));

const schemes = [
  { scheme: 'socks', asked: /^5 name model\.test:80$/ },
  { scheme: 'socks5h', asked: /^5 name model\.test:80$/ },
  { scheme: 'socks4a', asked: /^4 name model\.test:80$/ },
];

test.each(schemes)('$scheme: the proxy looks the name up, and times are no shorter than they were', async (row) => {
  const proxy = await proxyTo(plain, { afterMs: 60 });
  const url = at(plain, 'model.test', 'steady', { tokens: 5, firstMs: 40, gapMs: 4 });
  const { report } = await runOnce(
    freshEngine(),
    requestTo(url, { network: network(`${row.scheme}://${proxy.address}`) }),
  );
  expect(report.outcome.error).toBeNull();
  expect(proxy.asked).toHaveLength(1);
  expect(proxy.asked[0]).toMatch(row.asked);
  expect(report.connection).toMatchObject({
    path: 'proxy',
    proxy: `${row.scheme}://${proxy.address}`,
    address: '127.0.0.1',
    certificate: null,
  });
  expect(report.phases[0]).toMatchObject({ name: 'connect' });
  expect(report.metrics.connectMs.value).toBeGreaterThanOrEqual(59);
  expect(report.metrics.ttftMs.value).toBeGreaterThanOrEqual(59 + 40);
  expect(report.quality.findings.map(({ code }) => code)).toContain('via-proxy');
});

test.each(['socks5', 'socks4'])('%s: the name is looked up here', async (scheme) => {
  const proxy = await proxyTo(plain);
  const settings = network(`${scheme}://${proxy.address}`, { noProxy: ['<-loopback>'] });
  const url = at(plain, 'localhost', 'steady', { tokens: 3 });
  const { report } = await runOnce(freshEngine(), requestTo(url, { network: settings }));
  expect(report.outcome.error).toBeNull();
  expect(proxy.asked[0]).toMatch(/^[45] address /);
});

test('over TLS, with a name and a password, which nothing shows', async () => {
  const proxy = await proxyTo(secure, { user: { name: 'jo', password: PASSWORD } });
  const request = requestTo(at(secure, 'model.test', 'steady', { tokens: 3 }), {
    network: network(`socks5h://jo:${PASSWORD}@${proxy.address}`),
    target: { tls },
  });
  const { report } = await runOnce(freshEngine(), request);
  expect(report.outcome.error).toBeNull();
  expect(proxy.asked).toEqual(['5 name model.test:443']);
  expect(report.phases.slice(0, 3).map(({ name }) => name)).toEqual(['connect', 'tls', 'send']);
  expect(report.connection).toMatchObject({ path: 'proxy', certificate: 'checked' });
  expect(JSON.stringify(report)).not.toContain(PASSWORD);
});

test.each([
  ['plain', () => plain],
  ['secure', () => secure],
] as const)('a %s connection is kept for the next run', async (_, server) => {
  const proxy = await proxyTo(server());
  const engine = freshEngine();
  const settings = network(`socks5h://${proxy.address}`);
  const request = requestTo(at(server(), 'model.test', 'steady', { tokens: 3 }), {
    network: settings,
    target: { tls },
  });
  await runOnce(engine, request);
  const { report } = await runOnce(engine, request);
  expect(report.outcome.error).toBeNull();
  expect(report.metrics.connectMs).toMatchObject({ value: 0, reused: true });
  expect(proxy.asked).toHaveLength(1);
});

describe('what does not work', () => {
  const rows: readonly { name: string; manners: Partial<SocksManners>; kind: string; words: RegExp }[] = [
    {
      name: 'a password is wanted',
      manners: { user: { name: 'x', password: 'y' } },
      kind: 'unauthorized',
      words: /user name/,
    },
    { name: 'a rule', manners: { refusal: 2 }, kind: 'forbidden', words: /does not let connections to model\.test:80/ },
    { name: 'no such host', manners: { refusal: 4 }, kind: 'server-error', words: /could not reach model\.test:80/ },
    { name: 'a refused connection', manners: { refusal: 5 }, kind: 'refused', words: /model\.test:80 accepts no/ },
    { name: 'no SOCKS', manners: { says: 'HTTP/1.1 400 Bad Request\r\n\r\n' }, kind: 'malformed', words: /not SOCKS/ },
    { name: 'an end', manners: { says: '' }, kind: 'reset', words: /closed the connection/ },
  ];
  test.each(rows)('$name: $kind, with the next step', async ({ manners, kind, words }) => {
    const proxy = await proxyTo(plain, manners);
    const settings = network(`socks5h://jo:${PASSWORD}@${proxy.address}`);
    const url = at(plain, 'model.test', 'steady');
    const { report } = await runOnce(freshEngine(), requestTo(url, { network: settings }));
    expect(report.outcome.error).toMatchObject({ kind, message: expect.stringMatching(words) });
    expect(report.outcome.error?.message).toContain(proxy.address);
    expect(JSON.stringify(report)).not.toContain(PASSWORD);
    await proxy.idle();
  });

  test('an older proxy that refuses', async () => {
    const proxy = await proxyTo(plain, { refusal: 1 });
    const request = requestTo(at(plain, 'model.test', 'steady'), { network: network(`socks4a://${proxy.address}`) });
    const { report } = await runOnce(freshEngine(), request);
    expect(report.outcome.error?.kind).toBe('server-error');
  });

  test('a name that only the proxy would find, when it may not', async () => {
    const proxy = await proxyTo(plain);
    const request = requestTo(at(plain, 'model.invalid', 'steady'), { network: network(`socks5://${proxy.address}`) });
    const { report } = await runOnce(freshEngine(), request);
    expect(report.outcome.error).toMatchObject({ kind: 'dns', message: expect.stringContaining('socks5h://') });
  });

  test('a proxy that is not there is named', async () => {
    const proxy = await proxyTo(plain);
    const settings = network(`socks5h://${proxy.address}`);
    await proxy.stop();
    const { report } = await runOnce(
      freshEngine(),
      requestTo(at(plain, 'model.test', 'steady'), { network: settings }),
    );
    expect(report.outcome.error).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/The proxy socks5h:.* accepts no connections.*http\.proxy/),
    });
  });

  test('stopped while the proxy is silent: nothing stays open', async () => {
    const proxy = await proxyTo(plain, { silent: true });
    const request = requestTo(at(plain, 'model.test', 'steady'), { network: network(`socks5h://${proxy.address}`) });
    const run = freshEngine().run('stopped', request, () => undefined);
    await expect.poll(() => proxy.open.size).toBe(1);
    run.stop();
    expect((await run.finished).outcome.error?.kind).toBe('cancelled');
    await proxy.idle();
  });

  test('a silent proxy: timeout of the connection', async () => {
    const proxy = await proxyTo(plain, { silent: true });
    const timeouts = { connectMs: 150 };
    const settings = network(`socks5h://${proxy.address}`);
    const request = requestTo(at(plain, 'model.test', 'steady'), { network: settings, target: { timeouts } });
    const { report } = await runOnce(freshEngine(), request);
    expect(report.outcome.error?.kind).toBe('timeout');
    await proxy.idle();
  });
});
