import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriptedServerCertificate, startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

let plain: ScriptedServer;
let secure: ScriptedServer;
const engine = createTestEngine();
/** Trusts the certificate of the scripted server. */
const trusting = { tls: { ca: scriptedServerCertificate } };
beforeAll(async () => {
  [plain, secure] = await Promise.all([startScriptedServer(), startScriptedServer({ tls: true })]);
});
afterAll(async () => {
  await engine.dispose();
  await Promise.all([plain.stop(), secure.stop()]);
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const phasesOf = ({ phases }: Awaited<ReturnType<typeof runOnce>>['report']): string[] =>
  phases.map(({ name }) => name);

describe('a new connection', () => {
  test('to an address is a connect and no lookup', async () => {
    const own = createTestEngine();
    const { report } = await runOnce(own, requestTo(plain.url('steady')));
    await own.dispose();
    expect(phasesOf(report).slice(0, 3)).toEqual(['connect', 'send', 'wait']);
    expect(report.metrics.connectMs.value).toBeGreaterThan(0);
    expect(report.metrics.connectMs.reused).toBeUndefined();
  });

  test('to a name under TLS is lookup, connect and TLS, in this order', async () => {
    const url = secure.url('steady').replace('127.0.0.1', 'localhost');
    const { report } = await runOnce(engine, requestTo(url, { target: trusting }));
    expect(report.outcome.error).toBeNull();
    expect(phasesOf(report).slice(0, 4)).toEqual(['dns', 'connect', 'tls', 'send']);
  });
});

test('the second run to an origin takes the connection from the pool and says so', async () => {
  const url = plain.url('steady', { tokens: 4 });
  await runOnce(engine, requestTo(url));
  const { report } = await runOnce(engine, requestTo(url));
  expect(report.metrics.connectMs).toEqual({ value: 0, source: 'measured', reused: true });
  expect(phasesOf(report)[0]).toBe('send');
  const [first, second] = (await plain.log()).slice(-2);
  expect(second?.acceptedNs).toBe(first?.acceptedNs);
});

test('a connection that the server ends with its answer is not used again, and nothing is tried twice', async () => {
  const own = createTestEngine();
  const request = requestTo(plain.url('steady', { tokens: 4, close: 1 }));
  for (let run = 0; run < 2; run++) {
    const { report } = await runOnce(own, request);
    expect(report.outcome.status).toBe('completed');
    expect(report.attempts).toEqual([]);
    expect(report.metrics.connectMs.reused).toBeUndefined();
  }
  await own.dispose();
});

test('a body that stays open after the terminator costs the connection, not the run', async () => {
  const url = plain.url('keepsOpen', { tokens: 4 });
  await runOnce(engine, requestTo(url));
  const [last] = (await plain.log()).slice(-1);
  const index = (await plain.log()).findIndex(({ receivedNs }) => receivedNs === last?.receivedNs);
  expect((await plain.closed(index))[index]?.closedNs).not.toBeNull();
});

test('a kept connection that the server had closed is made anew, once, and recorded', async () => {
  const own = createTestEngine();
  const url = plain.url('stale', { tokens: 4 });
  await runOnce(own, requestTo(url));
  const { report } = await runOnce(own, requestTo(url));
  expect(report.outcome.status).toBe('completed');
  expect(report.attempts).toMatchObject([{ cause: 'retried', httpStatus: null }]);
  expect(report.quality.findings.map(({ code }) => code)).toContain('retried');
  expect(report.metrics.connectMs.reused).toBeUndefined();
  // From the first attempt: nothing of the detour is hidden.
  expect(report.metrics.ttftMs.value ?? 0).toBeGreaterThan(report.attempts[0]?.endMs ?? Infinity);
  await own.dispose();
});

test('a reset on a fresh connection is not tried again', async () => {
  const before = (await plain.log()).length;
  const own = createTestEngine();
  const { report } = await runOnce(own, requestTo(plain.url('drop')));
  await own.dispose();
  expect(report.outcome.error?.kind).toBe('reset');
  expect(await plain.log()).toHaveLength(before + 1);
});

describe('no connection', () => {
  test('to a port where nobody listens: refused, with the address and what to do', async () => {
    const url = `http://127.0.0.1:${String(await closedPort())}/v1`;
    const { report } = await runOnce(engine, requestTo(url));
    expect(report.outcome.error).toMatchObject({ kind: 'refused', message: expect.stringContaining(url) });
    expect(report.outcome.error?.message).toContain('Start the server');
    expect(report.metrics.ttftMs.value).toBeNull();
  });

  // Without a network the resolver itself may take its time to give up.
  test('to a name that does not exist: dns', { timeout: 60_000 }, async () => {
    const target = { timeouts: { connectMs: 60_000 } };
    const { report } = await runOnce(engine, requestTo('http://nowhere.invalid/v1', { target }));
    expect(report.outcome.error?.kind).toBe('dns');
  });

  test('to a server with an unknown authority: tls', async () => {
    const { report } = await runOnce(engine, requestTo(secure.url('steady').replace('127.0.0.1', 'localhost')));
    expect(report.outcome.error).toMatchObject({ kind: 'tls', message: expect.stringContaining('certificate') });
  });

  test('to a server with another name in its certificate: tls', async () => {
    const { report } = await runOnce(engine, requestTo(secure.url('steady'), { target: trusting }));
    expect(report.outcome.error).toMatchObject({ kind: 'tls', detail: expect.stringContaining('127.0.0.1') });
  });

  test('over TLS to a server that speaks plain HTTP: tls, with the scheme to use', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { report } = await runOnce(engine, requestTo(`https://127.0.0.1:${String(port)}/v1`));
    expect(report.outcome.error).toMatchObject({ kind: 'tls', message: expect.stringContaining('http://') });
    await new Promise((resolve) => server.close(resolve));
  });

  test('when the handshake never ends: timeout of the connection', async () => {
    const url = plain.url('never').replace('http:', 'https:');
    const { report } = await runOnce(engine, requestTo(url, { target: { timeouts: { connectMs: 150 } } }));
    expect(report.outcome.error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('connectMs') });
  });

  test('with a header that HTTP does not allow: bad-request, and its value is not shown', async () => {
    const headers = { 'x-team': 'line one\nline two' };
    const { report } = await runOnce(engine, requestTo(plain.url('steady'), { target: { headers } }));
    expect(report.outcome.error?.kind).toBe('bad-request');
    expect(JSON.stringify(report)).not.toContain('line two');
  });
});
