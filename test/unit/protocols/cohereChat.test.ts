import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { cohereChat } from '../../../src/protocols/cohereChat';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { COHERE_STREAMS } from './cohereStreams';
import { brief, CONTEXT, eventsOf, sse } from './replay';
import { testBodies, testStreams } from './streamLaws';

testStreams(cohereChat, COHERE_STREAMS);

const TARGET: HttpTarget = { name: 'a', protocol: 'cohere-chat', url: 'https://api.cohere.com', model: 'command-x' };
const encode = (target: Partial<HttpTarget> = {}, apiKey: string | null = null) =>
  cohereChat.encode(requestOf({ target: { ...TARGET, ...target }, apiKey }));
const bodyOf = (target: Partial<HttpTarget> = {}): unknown => JSON.parse(encode(target).body);

describe('a request', () => {
  test.each([
    ['https://api.cohere.com', 'https://api.cohere.com/v2/chat'],
    ['https://api.cohere.com/v2/', 'https://api.cohere.com/v2/chat'],
    ['https://api.cohere.com/v2/chat', 'https://api.cohere.com/v2/chat'],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('shows the key', () => expect(encode({}, 'k').headers).toMatchObject({ authorization: 'Bearer k' }));

  test('of a bare target', () => {
    expect(bodyOf()).toEqual({
      model: 'command-x',
      messages: [{ role: 'user', content: 'Why is the sky blue?' }],
      stream: true,
    });
  });

  test('has the parameters in the words of the protocol', () => {
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra: { k: 3 } };
    expect(bodyOf({ parameters })).toMatchObject({
      max_tokens: 9,
      temperature: 0,
      p: 0.5,
      seed: 7,
      stop_sequences: ['\n'],
      k: 3,
    });
  });

  test('for a target of another protocol is a mistake of the caller', () =>
    expect(() => cohereChat.encode(requestOf())).toThrow(TypeError));

  test('is found by the name of its protocol', () => expect(dialectOf('cohere-chat')).toBe(cohereChat));
});

describe('totals', () => {
  test.each([[{}], [{ tokens: { input_tokens: 0, output_tokens: 0 } }]])('that count nothing are none: %j', (said) => {
    const end = { type: 'message-end', delta: { finish_reason: 'COMPLETE', usage: said } };
    expect(brief(eventsOf(sse(end), cohereChat))).toEqual(['finish stop', 'end']);
  });
  test.each([
    [
      {
        billed_units: { input_tokens: 12, output_tokens: 7 },
        tokens: { input_tokens: 507, output_tokens: 10 },
        cached_tokens: 448,
      },
      usage({ inputTotal: 507, inputCached: 448, outputTotal: 10 }),
    ],
    [{ billed_units: { input_tokens: 12, output_tokens: 7 } }, usage({ inputTotal: 12, outputTotal: 7 })],
  ])('are the real ones, else the billed ones: %j', (said, expected) => {
    const end = { type: 'message-end', delta: { finish_reason: 'COMPLETE', usage: said } };
    expect(eventsOf(sse(end), cohereChat)).toContainEqual({ type: 'usage', usage: expected });
  });
});

const BODY = JSON.stringify({
  id: 'c1',
  finish_reason: 'TOOL_CALL',
  message: {
    role: 'assistant',
    tool_plan: 'I will',
    content: [
      { type: 'thinking', thinking: 'Hm' },
      { type: 'text', text: 'Yes' },
    ],
    tool_calls: [{ id: 'a', type: 'function', function: { name: 'now', arguments: '{}' } }],
  },
  usage: { tokens: { input_tokens: 9, output_tokens: 7 } },
});

describe('an answer in one body', () => {
  test('has the same events', () => {
    expect(brief(cohereChat.decodeBody(BODY, CONTEXT))).toEqual([
      'reasoning "I will" -',
      'reasoning "Hm" -',
      'answer "Yes" -',
      'tool "now {}" -',
      'usage',
      'finish tool',
      'end',
    ]);
  });
  test('that is an error message is no answer', () =>
    expect(brief(cohereChat.decodeBody('{"message":"no such model"}', CONTEXT))).toEqual(['error malformed']));
  testBodies(cohereChat, [BODY]);
});

describe('an error status', () => {
  test.each<[number, ErrorKind]>([
    [400, 'bad-request'],
    [401, 'unauthorized'],
    [404, 'not-found'],
    [422, 'bad-request'],
    [429, 'rate-limited'],
    [498, 'bad-request'],
    [500, 'server-error'],
    [503, 'overloaded'],
  ])('%i', (status, kind) =>
    expect(cohereChat.decodeError(status, {}, '{"id":"1","message":"the reason"}', CONTEXT)).toMatchObject({
      kind,
      detail: 'the reason',
    }),
  );
});
