import { LLMock, type TextResponse } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import type { Parameters } from '../../../src/core/target';
import type { Channel, HttpProtocol } from '../../../src/core/vocabulary';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

/**
 * Somebody else's idea of what these vendors send, over real sockets: a wrong belief of ours, which our own streams would share,
 * shows here. Only what the vendor's protocol fixes is asked; how the server cuts its text is its own business.
 */

interface Vendor {
  readonly protocol: HttpProtocol;
  readonly base: string;
  /** What the other side does not do, or not as the vendor does: it knows no thinking of Cohere and misnames that of Ollama. */
  readonly lacks?: readonly ('reasoning' | 'tools')[];
  /** Totals to send, in the vendor's words. */
  readonly usage?: NonNullable<TextResponse['usage']>;
}

const OPENAI = { prompt_tokens: 9, completion_tokens: 7, total_tokens: 16 };
const VENDORS: readonly Vendor[] = [
  { protocol: 'openai-chat', base: '/v1', usage: OPENAI },
  { protocol: 'openai-responses', base: '/v1', usage: { input_tokens: 9, output_tokens: 7, total_tokens: 16 } },
  { protocol: 'anthropic-messages', base: '', usage: { input_tokens: 9, output_tokens: 7 } },
  { protocol: 'gemini', base: '', usage: { promptTokenCount: 9, candidatesTokenCount: 7 } },
  {
    protocol: 'gemini',
    base: '/v1/projects/p/locations/l/publishers/google',
    usage: { promptTokenCount: 9, candidatesTokenCount: 7 },
  },
  { protocol: 'cohere-chat', base: '', usage: { input_tokens: 9, output_tokens: 7 }, lacks: ['reasoning'] },
  { protocol: 'ollama-chat', base: '', lacks: ['reasoning'] },
  { protocol: 'ollama-generate', base: '', lacks: ['reasoning', 'tools'] },
];

const mock = new LLMock({ port: 0, logLevel: 'silent', chunkSize: 7 });
const engine = createTestEngine();
beforeAll(() => mock.start());
afterEach(() => mock.clearFixtures());
afterAll(async () => {
  await engine.dispose();
  await mock.stop();
});

async function profile({ protocol, base }: Vendor, parameters: Parameters = {}): Promise<RunReport> {
  const target = { protocol, url: `${mock.url}${base}`, model: 'm', parameters };
  return (await runOnce(engine, requestTo('', { target, apiKey: 'a-key-of-the-test' }))).report;
}

const textOf = (report: RunReport, channel: Channel): string =>
  (report.chunks ?? [])
    .filter((chunk) => chunk.channel === channel)
    .map(({ text }) => text)
    .join('');

const ANSWER = 'A day is 24 hours long 😀.';

describe.each(VENDORS)('$protocol $base', (vendor) => {
  const { usage, lacks = [] } = vendor;

  test('text, with reasoning ahead of it', async () => {
    const reasoning = lacks.includes('reasoning') ? '' : 'Let me think';
    mock.onMessage('How long', { content: ANSWER, reasoning, ...(usage && { usage }) });
    const report = await profile(vendor, { maxTokens: 99, temperature: 0 });
    expect(report.outcome).toMatchObject({ status: 'completed', finishReason: 'stop', error: null });
    expect(textOf(report, 'answer')).toBe(ANSWER);
    expect(textOf(report, 'reasoning')).toBe(reasoning);
    if (usage) expect(report.tokens).toMatchObject({ input: { total: 9 }, output: { total: 7, source: 'reported' } });
    expect(report.metrics.ttftMs.source).toBe('measured');
  });

  test('an answer in one body', async () => {
    mock.onMessage('How long', { content: ANSWER, ...(usage && { usage }) });
    const report = await profile(vendor, { extra: { stream: false } });
    expect(report.outcome).toMatchObject({ status: 'completed', finishReason: 'stop' });
    expect(textOf(report, 'answer')).toBe(ANSWER);
    expect(report.metrics.ttftMs).toMatchObject({ reason: 'not-streamed' });
  });

  test('a connection that breaks in mid-answer', async () => {
    mock.onMessage('How long', { content: ANSWER.repeat(9) }, { truncateAfterChunks: 6 });
    const report = await profile(vendor);
    expect(report.outcome).toMatchObject({ status: 'failed', error: { kind: 'reset' } });
    expect(ANSWER.repeat(9).startsWith(textOf(report, 'answer'))).toBe(true);
  });

  test.each([
    [401, 'unauthorized'],
    [429, 'rate-limited'],
    [500, 'server-error'],
  ] as const)('status %i', async (status, kind) => {
    mock.nextRequestError(status, { message: 'the reason' });
    const report = await profile(vendor);
    expect(report.outcome.error).toMatchObject({ kind, httpStatus: status, detail: 'the reason' });
  });
});

const withTools = VENDORS.filter(({ lacks = [] }) => !lacks.includes('tools'));

test.each(withTools)('$protocol $base: a call of a tool', async (vendor) => {
  mock.onMessage('How long', { toolCalls: [{ name: 'weather', arguments: '{"city":"Paris"}' }] });
  const report = await profile(vendor);
  expect(report.outcome.status).toBe('completed');
  expect(textOf(report, 'tool')).toBe('weather {"city":"Paris"}');
});
