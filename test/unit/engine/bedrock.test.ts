import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { signedForAws } from '../../../src/engine/http/signature';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';
import { BEDROCK_STREAMS, exception } from '../protocols/bedrockStreams';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const NO_KEYS = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };
const setEnvironment = (values: Record<string, string>): void => {
  for (const [name, value] of Object.entries({ ...NO_KEYS, ...values })) vi.stubEnv(name, value);
};

const hex = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** The signature as the documents of AWS say it is made, from what came over the wire. */
function expectedAuthorization({ path, headers, body }: Received, region: string): string {
  const date = String(headers['x-amz-date']);
  const names = Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-amz-'))
    .sort();
  // The path goes into a signature with each of its parts encoded once more.
  const canonicalPath = path.split('/').map(encodeURIComponent).join('/');
  const lines = names.map((name) => `${name}:${String(headers[name])}\n`).join('');
  const canonical = ['POST', canonicalPath, '', lines, names.join(';'), hex(body)].join('\n');
  const scope = `${date.slice(0, 8)}/${region}/bedrock/aws4_request`;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${KEYS.AWS_SECRET_ACCESS_KEY}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', date, scope, hex(canonical)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${KEYS.AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}

let received: Received[] = [];
let answer: (response: http.ServerResponse) => void;
const stream = (bytes: Uint8Array) => (response: http.ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  for (const byte of bytes.subarray(0, 40)) response.write(Uint8Array.of(byte));
  response.end(bytes.subarray(40));
};

const server = http.createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces) });
    answer(response);
  });
});
const engine = createTestEngine();
const [TEXT] = BEDROCK_STREAMS;

beforeEach(async () => {
  received = [];
  answer = stream(TEXT?.bytes ?? Uint8Array.of());
  setEnvironment(KEYS);
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await engine.dispose();
  server.closeAllConnections();
  server.close();
});

const run = async (target: Partial<HttpTarget> = {}, apiKey: string | null = null) => {
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const whole = { protocol: 'bedrock-converse', model: 'maker.model-v1:0', ...target } as const;
  return (await runOnce(engine, requestTo(url, { target: whole, apiKey }))).report;
};

describe('a run', () => {
  test('reads the binary stream, in pieces of a byte too', async () => {
    const report = await run();
    expect(report.outcome).toMatchObject({ status: 'completed', finishReason: 'stop', error: null });
    expect(report.output.text).toBe('Hi Zoë 🙂');
    expect(report.tokens).toMatchObject({ input: { total: 122, cached: 100 }, output: { total: 55 } });
    expect(report.server.reported.totalMs).toBe(2040);
  });

  test('keeps the text that came before an exception', async () => {
    answer = stream(Buffer.concat([TEXT?.bytes.subarray(0, 300) ?? '', Buffer.alloc(0)] as Buffer[]));
    expect((await run()).outcome.error?.kind).toBe('reset');
    answer = stream(exception('throttlingException', '{"message":"Slow down."}'));
    expect((await run()).outcome.error).toMatchObject({ kind: 'rate-limited', detail: 'Slow down.' });
  });

  test.each([
    ['JSON under a good status', '{"message":"x"}', 'malformed'],
    ['a web page', '<html><title>Sign in</title>', 'malformed'],
    ['a message with a wrong checksum', `\0\0\0\x10${'\0'.repeat(12)}`, 'malformed'],
  ])('%s is an error', async (_, body, kind) => {
    answer = (response) => response.end(body);
    expect((await run()).outcome.error?.kind).toBe(kind);
  });

  test('is one body when that is asked for', async () => {
    const message = { content: [{ text: 'whole' }] };
    answer = (response) => response.end(JSON.stringify({ output: { message }, stopReason: 'end_turn' }));
    const report = await run({ parameters: { extra: { stream: false } } });
    expect(received[0]?.path).toBe('/model/maker.model-v1%3A0/converse');
    expect(report.output.text).toBe('whole');
    expect(report.metrics.ttftMs.reason).toBe('not-streamed');
  });
});

describe('the signature', () => {
  test('is the one that AWS computes', async () => {
    setEnvironment({ ...KEYS, AWS_SESSION_TOKEN: 'session', AWS_REGION: 'eu-west-3' });
    await run();
    const [request] = received as [Received];
    expect(request.path).toBe('/model/maker.model-v1%3A0/converse-stream');
    expect(request.headers['x-amz-security-token']).toBe('session');
    expect(request.headers['authorization']).toBe(expectedAuthorization(request, 'eu-west-3'));
  });

  test('is made anew for each request of a run', async () => {
    let times = 0;
    const late = answer;
    answer = (response) =>
      times++ === 0 ? void response.writeHead(307, { location: '/model/other/converse-stream' }).end() : late(response);
    expect((await run()).outcome.status).toBe('completed');
    expect(received[1]?.headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 /);
  });

  test('gives way to a key of the target', async () => {
    await run({}, 'bearer-key');
    expect(received[0]?.headers['authorization']).toBe('Bearer bearer-key');
  });

  test('is not made without keys', async () => {
    setEnvironment({});
    await run();
    expect(received[0]?.headers).not.toHaveProperty('authorization');
  });

  const request = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, bytes: Buffer.from('{}') });
  test.each([
    ['https://bedrock-runtime.ap-southeast-2.amazonaws.com/model/m/converse', 'ap-southeast-2'],
    ['https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com/model/m/converse', 'us-gov-west-1'],
    ['https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com/model/m/converse', 'eu-west-1'],
    ['http://localhost:9000/model/m/converse', 'us-east-1'],
  ])('for %s is one of %s', async (url, region) => {
    const { headers } = await signedForAws<{ url: string; headers: Record<string, string>; bytes: Buffer }>(
      request(url),
      KEYS,
    );
    expect(headers['authorization']).toContain(`/${region}/bedrock/aws4_request`);
  });

  test.each(['https://amazonaws.com.example.org/x', 'https://evilamazonaws.com/x', 'https://models.example.org/x'])(
    'is not shown to %s',
    async (url) => {
      const unsigned = request(url);
      expect(await signedForAws(unsigned, { ...KEYS, AWS_SESSION_TOKEN: 's' })).toBe(unsigned);
    },
  );
});
