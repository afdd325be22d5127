import { describe, expect, test } from 'vitest';
import type { RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import { openaiCompletions } from '../../../src/protocols/openaiCompletions';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf } from '../core/builders';
import { COMPLETIONS_STREAMS } from './completionsStreams';
import { brief, CONTEXT } from './replay';
import { testBodies, testStreams } from './streamLaws';

testStreams(openaiCompletions, COMPLETIONS_STREAMS);

const TARGET: HttpTarget = {
  name: 'a',
  protocol: 'openai-completions',
  url: 'http://127.0.0.1:8000/v1',
  model: 'base',
};
const encode = (target: Partial<HttpTarget> = {}, rest: Partial<RunRequest> = {}) =>
  openaiCompletions.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));
const bodyOf = (...given: Parameters<typeof encode>): unknown => JSON.parse(encode(...given).body);

describe('a request', () => {
  test.each([
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1/completions'],
    ['http://h/v1/completions', 'http://h/v1/completions'],
    ['http://h/v1/chat/completions?a=b', 'http://h/v1/completions?a=b'],
    ['http://h/chat/v1', 'http://h/chat/v1/completions'],
    ['https://h/openai/deployments/d?api-version=1', 'https://h/openai/deployments/d/completions?api-version=1'],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('of a bare target sends the prompt as it was written', () => {
    expect(bodyOf()).toEqual({
      model: 'base',
      prompt: 'Why is the sky blue?',
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('puts several messages behind each other, without roles', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ] as const;
    expect(bodyOf({}, { prompt: { messages, source: 'a' } })).toMatchObject({ prompt: 'Be brief.\n\nHi' });
  });

  test('has the parameters in the words of the protocol, also for OpenAI itself', () => {
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra: { echo: true } };
    const body = bodyOf({ parameters, url: 'https://api.openai.com/v1' });
    expect(body).toMatchObject({ max_tokens: 9, temperature: 0, top_p: 0.5, seed: 7, stop: ['\n'], echo: true });
    expect(body).not.toHaveProperty('max_completion_tokens');
  });

  test('for a target of another protocol is a mistake of the caller', () =>
    expect(() => openaiCompletions.encode(requestOf())).toThrow(TypeError));

  test('is found by the name of its protocol', () => expect(dialectOf('openai-completions')).toBe(openaiCompletions));
});

const BODY = JSON.stringify({
  model: 'm',
  choices: [{ index: 0, text: 'Yes', finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 1 },
});

describe('an answer in one body', () => {
  const body = (text: string): string[] => brief(openaiCompletions.decodeBody(text, CONTEXT));
  test('has the same events', () =>
    expect(body(BODY)).toEqual(['model m', 'answer "Yes" 1', 'usage', 'finish stop', 'end']));
  test('may be an error under status 200', () =>
    expect(body('{"error":{"message":"no","code":429}}')).toEqual(['error rate-limited']));
  testBodies(openaiCompletions, [BODY]);
});

test('an error status says why', () =>
  expect(openaiCompletions.decodeError(404, {}, '{"error":{"message":"no such model"}}', CONTEXT)).toMatchObject({
    kind: 'not-found',
    detail: 'no such model',
  }));
