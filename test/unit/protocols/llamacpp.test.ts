import { describe, expect, test } from 'vitest';
import type { RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import { llamacppCompletion } from '../../../src/protocols/llamacppCompletion';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { brief, CONTEXT, eventsOf, sse } from './replay';
import { testBodies, testStreams } from './streamLaws';
import { last, LLAMACPP_STREAMS } from './llamacppStreams';

testStreams(llamacppCompletion, LLAMACPP_STREAMS);

test('totals: the whole prompt, and of it what the timings say was cached', () => {
  const events = eventsOf(sse(last()), llamacppCompletion);
  expect(events.find(({ type }) => type === 'usage')).toEqual({
    type: 'usage',
    usage: usage({ inputTotal: 26, inputCached: 20, outputTotal: 40 }),
  });
  expect(events.find(({ type }) => type === 'timings')).toMatchObject({
    timings: { prefillMs: 61.2, decodeMs: 1800, loadMs: null },
  });
});

const TARGET: HttpTarget = { name: 'a', protocol: 'llamacpp-completion', url: 'http://127.0.0.1:8080', model: 'm' };
const encode = (target: Partial<HttpTarget> = {}, rest: Partial<RunRequest> = {}) =>
  llamacppCompletion.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));

describe('a request', () => {
  test.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/completion'],
    ['http://h/llama/', 'http://h/llama/completion'],
    ['http://h/completion', 'http://h/completion'],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('asks to be told how far the prompt is read', () =>
    expect(JSON.parse(encode().body)).toEqual({
      model: 'm',
      prompt: 'Why is the sky blue?',
      stream: true,
      return_progress: true,
    }));

  test('has the parameters in the words of the server', () => {
    const parameters = {
      maxTokens: 9,
      temperature: 0,
      topP: 0.5,
      seed: 7,
      stop: ['\n'],
      extra: { cache_prompt: false },
    };
    const body: unknown = JSON.parse(encode({ parameters }).body);
    expect(body).toMatchObject({
      n_predict: 9,
      temperature: 0,
      top_p: 0.5,
      seed: 7,
      stop: ['\n'],
      cache_prompt: false,
    });
  });

  test('joins messages as they are, as there is no template', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ] as const;
    expect(JSON.parse(encode({}, { prompt: { messages, source: 'a' } }).body)).toMatchObject({
      prompt: 'Be brief.\n\nHi',
    });
  });

  test('is found by the name of its protocol', () => expect(dialectOf('llamacpp-completion')).toBe(llamacppCompletion));
});

const BODY = JSON.stringify(last({ content: 'Hi you', stop_type: 'word' }));

describe('an answer in one body', () => {
  test('has the same events', () =>
    expect(brief(llamacppCompletion.decodeBody(BODY, CONTEXT))).toEqual([
      'model m',
      'answer "Hi you" 40',
      'timings',
      'usage',
      'finish stop',
      'end',
    ]));
  testBodies(llamacppCompletion, [BODY]);
});

test('a server that still loads its model has no capacity', () => {
  const body = '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}';
  expect(llamacppCompletion.decodeError(503, {}, body, CONTEXT)).toMatchObject({ kind: 'overloaded' });
});
