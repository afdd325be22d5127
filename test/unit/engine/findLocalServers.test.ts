import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findLocalServers, USUAL_PORTS } from '../../../src/engine/findLocalServers';
import { serverShapes } from '../../support/serverShapes.mjs';

const never = new AbortController().signal;
/** A machine that is busy with other tests answers late; only the silent server is waited for no longer than usual. */
const PATIENT_MS = 20_000;

interface Seen {
  readonly port: number;
  readonly requests: { method: string | undefined; url: string | undefined; headers: http.IncomingHttpHeaders }[];
}

async function listen(kind: string, { key, host = '127.0.0.1' }: { key?: string; host?: string } = {}): Promise<Seen> {
  const requests: Seen['requests'] = [];
  const server = http.createServer(({ method, url, headers }, response) => {
    requests.push({ method, url, headers });
    const {
      status = 200,
      body,
      headers: more,
    } = serverShapes({ kind, ...(key && { key }) }, url ?? '', headers as never);
    response.writeHead(status, more).end(body);
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, requests };
}

describe('findLocalServers', () => {
  test('names each model server with its address and models, in the order of the ports', async () => {
    const [vllm, ollama, page] = await Promise.all([listen('vllm'), listen('ollama'), listen('page')]);
    const found = await findLocalServers([vllm.port, page.port, ollama.port], never, PATIENT_MS);
    expect(found.map(({ vendor, baseUrl, models }) => ({ vendor, baseUrl, models }))).toEqual([
      { vendor: 'vllm', baseUrl: `http://127.0.0.1:${String(vllm.port)}/v1`, models: ['m-1'] },
      { vendor: 'ollama', baseUrl: `http://127.0.0.1:${String(ollama.port)}`, models: ['m-1'] },
    ]);
  });

  test('finds one that listens on IPv6 alone, and one that is locked', async () => {
    const [six, locked] = await Promise.all([listen('vllm', { host: '::1' }), listen('generic', { key: 'k' })]);
    const found = await findLocalServers([six.port, locked.port], never, PATIENT_MS);
    expect(found.map(({ baseUrl, wantsKey }) => ({ baseUrl, wantsKey }))).toEqual([
      { baseUrl: `http://[::1]:${String(six.port)}/v1`, wantsKey: false },
      { baseUrl: `http://127.0.0.1:${String(locked.port)}/v1`, wantsKey: true },
    ]);
  });

  test('sends GETs alone, without a key, and does not name what is no model server', async () => {
    const other = await listen('nothing at all');
    const silent = net.createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => void silent.close());
    expect(await findLocalServers([other.port, (silent.address() as AddressInfo).port], never)).toEqual([]);
    expect(new Set(other.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    for (const { headers } of other.requests) expect(headers).not.toHaveProperty('authorization');
  });

  test('is over when it is stopped', async () => {
    const stopping = new AbortController();
    stopping.abort();
    const { port, requests } = await listen('vllm');
    expect(await findLocalServers([port], stopping.signal)).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('knows the usual ports of the table', () => {
    for (const port of [11434, 1234, 9931, 8080, 8000, 30000, 3000]) expect(USUAL_PORTS).toContain(port);
  });
});
