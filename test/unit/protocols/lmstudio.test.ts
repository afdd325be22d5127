import { describe, expect, test } from 'vitest';
import type { RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import { lmstudioChat } from '../../../src/protocols/lmstudioChat';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { brief, CONTEXT, eventsOf, namedSse } from './replay';
import { testBodies, testStreams } from './streamLaws';
import { end, END, LMSTUDIO_STREAMS, STATS } from './lmstudioStreams';

testStreams(lmstudioChat, LMSTUDIO_STREAMS);

test('what the server knows of its time', () => {
  const events = eventsOf(namedSse({ type: 'model_load.end', load_time_seconds: 12.5 }, end), lmstudioChat);
  expect(events.flatMap((event) => (event.type === 'timings' ? [event.timings] : []))).toMatchObject([
    { loadMs: 12_500 },
    { prefillMs: 780, loadMs: null },
  ]);
  expect(events.find(({ type }) => type === 'usage')).toMatchObject({
    usage: usage({ inputTotal: 329, outputTotal: 268, outputReasoning: 5 }),
  });
});

const TARGET: HttpTarget = { name: 'a', protocol: 'lmstudio-chat', url: 'http://127.0.0.1:1234', model: 'm' };
const encode = (target: Partial<HttpTarget> = {}, rest: Partial<RunRequest> = {}) =>
  lmstudioChat.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));

describe('a request', () => {
  test.each([
    ['http://127.0.0.1:1234', 'http://127.0.0.1:1234/api/v1/chat'],
    ['http://127.0.0.1:1234/api/v1/', 'http://127.0.0.1:1234/api/v1/chat'],
    ['http://h/api/v1/chat', 'http://h/api/v1/chat'],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('leaves no chat behind', () =>
    expect(JSON.parse(encode().body)).toEqual({
      model: 'm',
      input: 'Why is the sky blue?',
      stream: true,
      store: false,
    }));

  test('has the parameters that the server knows, in its words', () => {
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra: { reasoning: 'low' } };
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ] as const;
    expect(JSON.parse(encode({ parameters }, { prompt: { messages, source: 'a' } }).body)).toEqual({
      model: 'm',
      input: 'Hi',
      system_prompt: 'Be brief.',
      stream: true,
      max_output_tokens: 9,
      temperature: 0,
      top_p: 0.5,
      store: false,
      reasoning: 'low',
    });
  });

  test('is found by the name of its protocol', () => expect(dialectOf('lmstudio-chat')).toBe(lmstudioChat));
});

const BODY = JSON.stringify({
  model_instance_id: 'm',
  output: [
    { type: 'reasoning', content: 'Hm' },
    { type: 'tool_call', tool: 'search', arguments: { limit: 1 }, output: 'found' },
    { type: 'message', content: 'Yes' },
  ],
  stats: { ...STATS, model_load_time_seconds: 12.5 },
});

describe('an answer in one body', () => {
  test('has the same events', () =>
    expect(brief(lmstudioChat.decodeBody(BODY, CONTEXT))).toEqual([
      'model m',
      'reasoning "Hm" -',
      'tool "search {\\"limit\\":1}" -',
      'answer "Yes" -',
      ...END,
    ]));
  testBodies(lmstudioChat, [BODY]);
});

test('an error status', () => {
  const body = '{"error":{"message":"no","type":"model_not_found","code":"model_not_found","param":"model"}}';
  expect(lmstudioChat.decodeError(404, {}, body, CONTEXT)).toMatchObject({ kind: 'not-found', detail: 'no' });
});
