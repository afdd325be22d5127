import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

/** A server that counts its requests as vLLM does. What a request added to the times is in ms. */
class CountingServer {
  readonly seen: http.IncomingMessage[] = [];
  readonly #server = http.createServer((request, response) => this.#answer(request, response));
  requests = 0;
  perRequest = 1;
  queueMs = 0.01;
  metrics: ((response: http.ServerResponse) => void) | null = null;
  timings = '';
  path = '/metrics';

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }
  get paths(): string[] {
    return this.seen.map(({ url = '' }) => url);
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.seen.push(request);
    if (request.method === 'POST') return this.#stream(response);
    if (request.url !== this.path) return void response.writeHead(404).end();
    if (this.metrics) return this.metrics(response);
    const name = 'vllm:e2e_request_latency_seconds';
    const queue = (this.requests * this.queueMs) / 1000;
    response.end(
      `${name}_count ${this.requests}\n${name}_sum 0\nvllm:request_queue_time_seconds_sum ${queue}\nvllm:num_requests_running 0\n`,
    );
  }

  #stream(response: http.ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const content of ['a', 'b', 'c'])
      response.write(`data: {"choices":[{"index":0,"delta":{"content":"${content}"}}]}\n\n`);
    this.requests += this.perRequest;
    response.end(
      `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]${this.timings}}\n\ndata: [DONE]\n\n`,
    );
  }
}

let server: CountingServer;
const engine = createTestEngine();
beforeEach(async () => {
  server = new CountingServer();
  await server.start();
  return () => server.stop();
});
afterAll(() => engine.dispose());

const run = async (target: Partial<HttpTarget>, parts: object = {}) =>
  (await runOnce(engine, requestTo(server.url, { target, ...parts }))).report;
const codes = (report: Awaited<ReturnType<typeof run>>) => report.quality.findings.map(({ code }) => code);

describe('metrics of the server', () => {
  test('are not asked for without a wish', async () => {
    const report = await run({});
    expect(server.paths).toEqual(['/chat/completions']);
    expect(report.server.raw).not.toHaveProperty('metrics');
  });

  test('are read before and after the run, over connections of their own', async () => {
    server.requests = 5;
    const report = await run({ metrics: true });
    expect(server.paths).toEqual(['/metrics', '/chat/completions', '/metrics']);
    expect(report.server.reported.queueMs).toBeCloseTo(0.01, 6);
    expect(report.server.raw['metrics']).toMatchObject({ server: 'vLLM', requests: 1, used: true });
    expect(report.metrics.queueMs).toMatchObject({ source: 'reported' });
    expect(report.metrics.connectMs.reused).toBeUndefined();
    expect(codes(report)).not.toContain('shared-server');
    const again = await run({ metrics: true });
    expect(again.metrics.connectMs.reused).toBe(true);
  });

  test('are after the warm-up of a warm run', async () => {
    const report = await run({ metrics: true }, { cache: 'warm' });
    expect(server.paths).toEqual(['/chat/completions', '/metrics', '/chat/completions', '/metrics']);
    expect(report.server.raw['metrics']).toMatchObject({ requests: 1 });
  });

  test('are found where trtllm-serve has them, and where the target says', async () => {
    server.path = '/prometheus/metrics';
    expect((await run({ metrics: true })).server.raw['metrics']).toMatchObject({ used: true });
    server.path = '/elsewhere?x=1';
    expect((await run({ metricsUrl: `${server.url}/elsewhere?x=1` })).server.raw['metrics']).toMatchObject({
      used: true,
    });
  });
});

describe('times of the metrics', () => {
  test('are not used when others were served, and the report says so', async () => {
    server.perRequest = 3;
    const report = await run({ metrics: true });
    expect(report.server.reported.queueMs).toBeNull();
    expect(report.server.raw['metrics']).toMatchObject({ requests: 3, used: false, others: { finished: 2 } });
    expect(codes(report)).toContain('shared-server');
    expect(report.phases.map(({ name }) => name)).not.toContain('queue');
  });

  test('give way to what the answer itself says', async () => {
    server.timings = ',"metrics":{"queue_time_ms":0.002}';
    const report = await run({ metrics: true });
    expect(report.server.reported.queueMs).toBe(0.002);
    expect(report.server.raw['metrics']).toMatchObject({ queueMs: expect.closeTo(0.01, 6) as number });
  });

  test('that cannot be are shown, flagged and in no phase', async () => {
    server.queueMs = 3_600_000;
    const report = await run({ metrics: true });
    expect(report.server.reported.queueMs).toBeCloseTo(3_600_000, 3);
    expect(codes(report)).toContain('server-faster-than-client');
    expect(report.phases.map(({ name }) => name)).not.toContain('queue');
  });
});

describe('metrics that cannot be read cost nothing but a line', () => {
  test.each<[string, string, (response: http.ServerResponse) => void]>([
    ['refused', 'HTTP 403', (response) => response.writeHead(403).end()],
    ['of no known server', 'no metrics', (response) => response.end('go_goroutines 8\n')],
    ['a web page', 'no metrics', (response) => response.end('<html></html>')],
    ['cut off', 'closed the connection', (response) => response.destroy()],
    ['too large', 'larger than', (response) => response.end(Buffer.alloc(9 * 1024 * 1024, 'a'))],
    ['never answered', 'within 1000 ms', () => undefined],
  ])('%s', async (_, words, metrics) => {
    server.metrics = metrics;
    const report = await run({ metricsUrl: `${server.url}/metrics` });
    expect(report.outcome).toMatchObject({ status: 'completed', error: null });
    expect(JSON.stringify(report.server.raw['metrics'])).toContain(words);
  });
});

describe('the key', () => {
  test('goes to the metrics of its own origin', async () => {
    await run({ metrics: true }, { apiKey: 'sk-0123456789' });
    expect(server.seen[0]?.headers['authorization']).toBe('Bearer sk-0123456789');
  });

  test('goes to no other origin, and neither do headers', async () => {
    const other = new CountingServer();
    await other.start();
    await run(
      { metricsUrl: `${other.url}/metrics`, headers: { 'x-tenant': 'secret-tenant' } },
      { apiKey: 'sk-0123456789' },
    );
    expect(other.seen.length).toBeGreaterThan(0);
    for (const { headers } of other.seen) expect(JSON.stringify(headers)).not.toMatch(/sk-0123456789|secret-tenant/);
    await other.stop();
  });
});

test('a run that is stopped while the metrics are read ends at once', async () => {
  server.metrics = () => running.stop();
  const running = engine.run('stopped', requestTo(server.url, { target: { metrics: true } }), () => undefined);
  const report = await running.finished;
  expect(report.outcome.status).toBe('cancelled');
  expect(server.paths).toEqual(['/metrics']);
});
