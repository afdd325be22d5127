import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VendorFinder } from '../../../src/engine/vendorFinder';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

/** A server whose kind, lock and health change while it runs. */
let kind: string;
let key: string | null;
let status: number;
let questions: number;
let server: http.Server;
let port = 0;

const listen = (): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
const close = (): Promise<unknown> => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
};

beforeEach(async () => {
  [kind, key, status, questions, port] = ['vllm', null, 200, 0, 0];
  server = http.createServer(({ url, headers }, response) => {
    questions += 1;
    if (status !== 200) return response.writeHead(status).end('{"error":"busy"}');
    if (url !== '/v1/models') return response.writeHead(404).end('{"detail":"Not Found"}');
    if (key !== null && headers.authorization !== `Bearer ${key}`) return response.writeHead(401).end('{}');
    return response.end(JSON.stringify({ data: [{ id: 'm', owned_by: kind }] }));
  });
  await listen();
  ({ port } = server.address() as AddressInfo);
});
afterEach(close);

let nowMs = 0;
const newFinder = (): VendorFinder => new VendorFinder({ now: () => nowMs });
const never = new AbortController().signal;

async function vendor(finder: VendorFinder, apiKey: string | null = null): Promise<unknown> {
  const asked = requestTo(`http://127.0.0.1:${String(port)}/v1`, { target: { vendor: undefined }, apiKey });
  const { target } = await finder.ask(asked, never);
  return 'vendor' in target ? target.vendor : undefined;
}

test('a locked server is asked again as soon as there is another key', async () => {
  const finder = newFinder();
  key = 'sk-0123456789';
  expect(await vendor(finder)).toBe('generic');
  expect(await vendor(finder, 'sk-wrong-one')).toBe('generic');
  expect(await vendor(finder, key)).toBe('vllm');
  const before = questions;
  // What it is does not depend on who asks.
  expect(await vendor(finder)).toBe('vllm');
  expect(questions).toBe(before);
});

test.each([429, 500, 503, 408])('a server that answers %i is asked again, but not before each run', async (busy) => {
  const finder = newFinder();
  status = busy;
  expect(await vendor(finder)).toBe('generic');
  status = 200;
  const before = questions;
  nowMs += 59_000;
  expect(await vendor(finder)).toBe('generic');
  expect(questions).toBe(before);
  nowMs += 2_000;
  expect(await vendor(finder)).toBe('vllm');
});

test('a server that answered everything and is nobody known is not asked again', async () => {
  const finder = newFinder();
  kind = 'somebody';
  expect(await vendor(finder)).toBe('generic');
  const before = questions;
  nowMs += 3_600_000;
  expect(await vendor(finder, 'sk-0123456789')).toBe('generic');
  expect(questions).toBe(before);
});

test('runs at the same time ask once', async () => {
  const finder = newFinder();
  expect(await Promise.all([vendor(finder), vendor(finder), vendor(finder)])).toEqual(['vllm', 'vllm', 'vllm']);
  const before = questions;
  expect(await vendor(newFinder())).toBe('vllm');
  expect(questions).toBe(2 * before);
});

test('a server that was replaced is asked what the new one is', async () => {
  const engine = createTestEngine();
  const request = requestTo(`http://127.0.0.1:${String(port)}/v1`, { target: { vendor: undefined } });
  const seen = async (): Promise<unknown> => {
    const { report } = await runOnce(engine, request);
    return report.outcome.error?.kind ?? report.server.raw['vendor'];
  };
  await seen();
  await close();
  expect(await seen()).toBe('refused');
  kind = 'sglang';
  await listen();
  const before = questions;
  await seen();
  expect(questions).toBeGreaterThan(before + 1);
  await engine.dispose();
});
