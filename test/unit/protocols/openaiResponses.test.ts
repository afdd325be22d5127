import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { openaiResponses } from '../../../src/protocols/openaiResponses';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { brief, CONTEXT, eventsOf, sse } from './replay';
import { RESPONSES_STREAMS } from './responsesStreams';
import { testBodies, testStreams } from './streamLaws';

testStreams(openaiResponses, RESPONSES_STREAMS);

const TARGET: HttpTarget = {
  name: 'a',
  protocol: 'openai-responses',
  url: 'https://api.openai.com/v1',
  model: 'gpt-x',
};
const encode = (target: Partial<HttpTarget> = {}, apiKey: string | null = null) =>
  openaiResponses.encode(requestOf({ target: { ...TARGET, ...target }, apiKey }));
const bodyOf = (target: Partial<HttpTarget> = {}): unknown => JSON.parse(encode(target).body);

describe('a request', () => {
  test.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1/responses'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1/responses'],
    ['https://api.openai.com/v1/responses/', 'https://api.openai.com/v1/responses'],
    [
      'https://r.openai.azure.com/openai/v1?api-version=v1',
      'https://r.openai.azure.com/openai/v1/responses?api-version=v1',
    ],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('shows the key', () => expect(encode({}, 'k').headers).toMatchObject({ authorization: 'Bearer k' }));

  test('of a bare target', () => {
    expect(bodyOf()).toEqual({
      model: 'gpt-x',
      input: [{ role: 'user', content: 'Why is the sky blue?' }],
      stream: true,
    });
  });

  test('has the parameters that the protocol knows, and no others', () => {
    const extra = { reasoning: { effort: 'low' } };
    const parameters = { maxTokens: 90, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra };
    const body = bodyOf({ parameters });
    expect(body).toMatchObject({ max_output_tokens: 90, temperature: 0, top_p: 0.5, reasoning: { effort: 'low' } });
    expect(body).not.toHaveProperty('seed');
    expect(body).not.toHaveProperty('stop');
  });

  test('for a target of another protocol is a mistake of the caller', () =>
    expect(() => openaiResponses.encode(requestOf())).toThrow(TypeError));

  test('is found by the name of its protocol', () => expect(dialectOf('openai-responses')).toBe(openaiResponses));
});

test('totals include cached tokens and reasoning', () => {
  const said = {
    input_tokens: 90,
    input_tokens_details: { cached_tokens: 64, cache_write_tokens: 3 },
    output_tokens: 70,
    output_tokens_details: { reasoning_tokens: 64 },
  };
  const response = { status: 'completed', usage: said };
  expect(eventsOf(sse({ type: 'response.completed', response }), openaiResponses)).toContainEqual({
    type: 'usage',
    usage: usage({ inputTotal: 90, inputCached: 64, inputCacheWrite: 3, outputTotal: 70, outputReasoning: 64 }),
  });
});

const BODY = JSON.stringify({
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  error: null,
  model: 'm',
  output: [
    {
      type: 'reasoning',
      summary: [{ type: 'summary_text', text: 'Hm' }],
      content: [{ type: 'reasoning_text', text: 'so' }],
    },
    {
      type: 'message',
      content: [
        { type: 'output_text', text: 'Yes' },
        { type: 'refusal', refusal: 'no' },
      ],
    },
    { type: 'custom_tool_call', name: 'sh', input: 'ls' },
    { type: 'function_call', name: 'now', arguments: '' },
  ],
  usage: { input_tokens: 9, output_tokens: 7 },
});

describe('an answer in one body', () => {
  const body = (value: unknown): string[] =>
    brief(openaiResponses.decodeBody(typeof value === 'string' ? value : JSON.stringify(value), CONTEXT));
  test('has the same events', () => {
    expect(body(BODY)).toEqual([
      'model m',
      'reasoning "Hm" -',
      'reasoning "so" -',
      'answer "Yes" -',
      'refusal "no" -',
      'tool "sh ls" -',
      'tool "\\nnow" -',
      'usage',
      'finish tool',
      'end',
    ]);
  });
  test.each([
    [{ object: 'response', status: 'failed', error: { code: 'rate_limit_exceeded', message: 'no' }, output: [] }],
    [{ error: { message: 'no', code: 429 } }],
  ])('may be an error under status 200: %j', (value) => expect(body(value)).toEqual(['error rate-limited']));

  testBodies(openaiResponses, [BODY]);
});

test('an error status says why', () => {
  const body = '{"error":{"message":"Unknown parameter","type":"invalid_request_error","code":"unknown_parameter"}}';
  expect(openaiResponses.decodeError(400, {}, body, CONTEXT)).toMatchObject({
    kind: 'bad-request',
    detail: 'Unknown parameter',
  });
});
