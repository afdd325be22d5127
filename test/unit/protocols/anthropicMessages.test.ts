import { describe, expect, test } from 'vitest';
import type { Message, RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { anthropicMessages } from '../../../src/protocols/anthropicMessages';
import { anthropicUsage } from '../../../src/protocols/anthropicUsage';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { ANTHROPIC_STREAMS } from './anthropicStreams';
import { brief, CONTEXT, eventsOf, namedSse } from './replay';
import { testBodies, testStreams } from './streamLaws';

testStreams(anthropicMessages, ANTHROPIC_STREAMS);

const TARGET: HttpTarget = {
  name: 'a',
  protocol: 'anthropic-messages',
  url: 'https://api.anthropic.com',
  model: 'claude-x',
};
const encode = (target: Partial<HttpTarget> = {}, rest: Partial<RunRequest> = {}) =>
  anthropicMessages.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));
const bodyOf = (...given: Parameters<typeof encode>): unknown => JSON.parse(encode(...given).body);
const prompt = (...messages: Message[]) => ({ prompt: { messages, source: 'a' } });

describe('a request', () => {
  test.each([
    ['https://api.anthropic.com', 'https://api.anthropic.com/v1/messages'],
    ['https://api.anthropic.com/v1/', 'https://api.anthropic.com/v1/messages'],
    ['https://h/anthropic', 'https://h/anthropic/v1/messages'],
    ['https://h/v1/messages', 'https://h/v1/messages'],
    ['https://h/claude/messages?a=b', 'https://h/claude/messages?a=b'],
    ['https://h/v1?a=b', 'https://h/v1/messages?a=b'],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('shows the key and the version as the protocol wants it', () => {
    const { headers } = encode({}, { apiKey: 'k' });
    expect(headers).toMatchObject({ 'x-api-key': 'k', 'anthropic-version': '2023-06-01' });
    expect(headers).not.toHaveProperty('authorization');
    expect(encode({ headers: { 'Anthropic-Version': '2026-10-21' } }).headers).toMatchObject({
      'anthropic-version': '2026-10-21',
    });
  });

  test('of a bare target has a limit and no sampling parameters, which newer versions refuse', () => {
    expect(bodyOf()).toEqual({
      model: 'claude-x',
      max_tokens: 4096,
      messages: [{ role: 'user', content: 'Why is the sky blue?' }],
      stream: true,
    });
  });

  test('keeps the words of the system apart', () => {
    const messages: Message[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'system', content: 'Be kind.' },
    ];
    expect(bodyOf({}, prompt(...messages))).toMatchObject({
      system: 'Be brief.\n\nBe kind.',
      messages: messages.slice(1, 3),
    });
  });

  test('of system messages alone is the words of a user', () => {
    const body = bodyOf({}, prompt({ role: 'system', content: 'Hi' }));
    expect(body).toMatchObject({ messages: [{ role: 'user', content: 'Hi' }] });
    expect(body).not.toHaveProperty('system');
  });

  test('has the parameters in the words of the protocol', () => {
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra: { top_k: 3 } };
    const body = bodyOf({ parameters });
    expect(body).toMatchObject({ max_tokens: 9, temperature: 0, top_p: 0.5, stop_sequences: ['\n'], top_k: 3 });
    expect(body).not.toHaveProperty('seed');
  });

  test('has room for an answer beside the thinking', () => {
    const extra = { thinking: { type: 'enabled', budget_tokens: 2000 } };
    expect(bodyOf({ parameters: { extra } })).toMatchObject({ max_tokens: 6096 });
  });

  test('can be for one body', () =>
    expect(bodyOf({ parameters: { extra: { stream: false } } })).toMatchObject({ stream: false }));

  test('for a target of another protocol is a mistake of the caller', () =>
    expect(() => anthropicMessages.encode(requestOf())).toThrow(TypeError));

  test('is found by the name of its protocol', () => expect(dialectOf('anthropic-messages')).toBe(anthropicMessages));
});

describe('totals', () => {
  test('of input are those of three fields', () => {
    const said = {
      input_tokens: 12,
      cache_creation_input_tokens: 100,
      cache_read_input_tokens: 2000,
      output_tokens: 30,
    };
    expect(anthropicUsage({ ...said, output_tokens_details: { thinking_tokens: 10 } })).toEqual(
      usage({ inputTotal: 2112, inputCached: 2000, inputCacheWrite: 100, outputTotal: 30, outputReasoning: 10 }),
    );
  });
  test('that are not told are not zero', () => expect(anthropicUsage({})).toEqual(usage({})));

  test('grow and are corrected in part; the output of the beginning is a placeholder', () => {
    const events = eventsOf(
      namedSse(
        {
          type: 'message_start',
          message: { usage: { input_tokens: 43, cache_read_input_tokens: 7, output_tokens: 1 } },
        },
        { type: 'message_delta', delta: {}, usage: { input_tokens: 61, output_tokens: 5 } },
        { type: 'message_delta', delta: {}, usage: { input_tokens: null, output_tokens: 30 } },
        { type: 'message_stop' },
      ),
      anthropicMessages,
    );
    expect(events.flatMap((event) => (event.type === 'usage' ? [event.usage] : []))).toEqual([
      usage({ inputTotal: 50, inputCached: 7 }),
      usage({ inputTotal: 68, inputCached: 7, outputTotal: 5 }),
      usage({ inputTotal: 68, inputCached: 7, outputTotal: 30 }),
    ]);
  });
});

const BODY = JSON.stringify({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-x',
  content: [
    { type: 'thinking', thinking: 'Hm', signature: 'EqQB' },
    { type: 'text', text: 'Yes' },
    { type: 'tool_use', id: 't1', name: 'now', input: { zone: 'UTC' } },
    { type: 'tool_use', id: 't2', name: 'stop', input: {} },
  ],
  stop_reason: 'tool_use',
  usage: { input_tokens: 12, output_tokens: 30 },
});

describe('an answer in one body', () => {
  test('has the same events', () => {
    expect(brief(anthropicMessages.decodeBody(BODY, CONTEXT))).toEqual([
      'model claude-x',
      'reasoning "Hm" -',
      'answer "Yes" -',
      'tool "now {\\"zone\\":\\"UTC\\"}" -',
      'usage',
      'tool "\\nstop" -',
      'finish tool',
      'end',
    ]);
  });
  test('may be an error under status 200', () => {
    const body = '{"type":"error","error":{"type":"api_error","message":"broke"}}';
    expect(brief(anthropicMessages.decodeBody(body, CONTEXT))).toEqual(['error server-error']);
  });
  testBodies(anthropicMessages, [BODY]);
});

describe('an error status', () => {
  test.each<[number, string, ErrorKind]>([
    [400, 'invalid_request_error', 'bad-request'],
    [401, 'authentication_error', 'unauthorized'],
    [402, 'billing_error', 'bad-request'],
    [403, 'permission_error', 'forbidden'],
    [404, 'not_found_error', 'not-found'],
    [413, 'request_too_large', 'too-large'],
    [429, 'rate_limit_error', 'rate-limited'],
    [500, 'api_error', 'server-error'],
    [529, 'overloaded_error', 'overloaded'],
  ])('%i %s', (status, type, kind) => {
    const body = JSON.stringify({ type: 'error', error: { type, message: 'the reason' }, request_id: 'req_1' });
    expect(anthropicMessages.decodeError(status, {}, body, CONTEXT)).toMatchObject({
      kind,
      httpStatus: status,
      detail: 'the reason',
    });
  });
});
