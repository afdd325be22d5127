import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { dialectOf } from '../../../src/protocols/registry';
import { sglangGenerate } from '../../../src/protocols/sglangGenerate';
import { requestOf, usage } from '../core/builders';
import { brief, CONTEXT, eventsOf, sse } from './replay';
import { testBodies, testStreams } from './streamLaws';
import type { RecordedStream } from './streams';

const piece = (text: string, completion_tokens: number, meta: object = {}): object => ({
  text,
  output_ids: [1],
  meta_info: { id: 'r1', prompt_tokens: 6, completion_tokens, cached_tokens: 2, finish_reason: null, ...meta },
});
const stopped = { finish_reason: { type: 'stop', matched: 151645 }, e2e_latency: 0.25, queue_time: 0.125 };
const DONE = '[DONE]';

const STREAMS: readonly RecordedStream[] = [
  {
    name: 'each event has all the text and all the tokens so far',
    text: sse(piece('Hi', 1), piece('Hi there 😀', 4), piece('Hi there 😀', 5, stopped), DONE),
    events: ['answer "Hi" 1', 'usage', 'answer " there 😀" 3', 'usage', 'usage', 'timings', 'finish stop', 'end'],
  },
  {
    name: 'a server that was started to send new text only',
    text: sse(piece('Hi', 1), piece(' there', 2), piece('', 3, stopped), DONE),
    events: ['answer "Hi" 1', 'usage', 'answer " there" 1', 'usage', 'usage', 'timings', 'finish stop', 'end'],
  },
  {
    name: 'one token, and the end that counts one more',
    text: sse(piece('Hi', 1), piece('Hi', 2, stopped), DONE),
    events: ['answer "Hi" 1', 'usage', 'usage', 'timings', 'finish stop', 'end'],
  },
  {
    name: 'white space first',
    text: sse(piece('\n', 1), piece('\nHi', 2), DONE),
    events: ['answer "\\n" 1', 'usage', 'answer "Hi" 1', 'usage', 'end'],
  },
  {
    name: 'no text for the first tokens',
    text: sse(piece('', 1), piece('Hi', 2), DONE),
    events: ['usage', 'answer "Hi" 2', 'usage', 'end'],
  },
  {
    name: 'reasoning in tags, cut anywhere',
    text: sse(piece('<th', 1), piece('<think>Hm', 3), piece('<think>Hm</think>Yes', 5), DONE),
    events: ['usage', 'reasoning "<think>Hm" 3', 'usage', 'reasoning "</think>" 2', 'answer "Yes" 0', 'usage', 'end'],
  },
  {
    name: 'the reason as a word',
    text: sse(piece('Hi', 1, { finish_reason: 'length' }), DONE),
    events: ['answer "Hi" 1', 'usage', 'finish length', 'end'],
  },
  {
    name: 'given up',
    text: sse(
      piece('a', 1),
      piece('a', 1, { finish_reason: { type: 'abort', message: 'out of memory', status_code: 503 } }),
      DONE,
    ),
    events: ['answer "a" 1', 'usage', 'usage', 'finish error', 'error overloaded', 'end'],
  },
  {
    name: 'an error and the terminator after it',
    text: sse({ error: { message: 'The input is longer than the context', code: 400 } }, DONE),
    events: ['error bad-request', 'end'],
  },
  { name: 'nothing but text', text: sse({ text: 'a' }, DONE), events: ['answer "a" -', 'end'] },
  {
    name: 'the connection closes in mid-answer',
    text: sse(piece('a', 1)),
    events: ['answer "a" 1', 'usage', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
];

testStreams(sglangGenerate, STREAMS);

test('totals and times are those of the meta information', () => {
  const events = eventsOf(sse(piece('Hi', 3, stopped), DONE), sglangGenerate);
  expect(events.find(({ type }) => type === 'usage')).toMatchObject({
    usage: usage({ inputTotal: 6, inputCached: 2, outputTotal: 3 }),
  });
  expect(events.find(({ type }) => type === 'timings')).toMatchObject({
    timings: { totalMs: 250, queueMs: 125, prefillMs: null },
    raw: { e2e_latency: 0.25 },
  });
});

const TARGET: HttpTarget = { name: 'a', protocol: 'sglang-generate', url: 'http://127.0.0.1:30000', model: 'm' };
const encode = (target: Partial<HttpTarget> = {}) =>
  sglangGenerate.encode(requestOf({ target: { ...TARGET, ...target } }));

describe('a request', () => {
  test('of a bare target', () => {
    expect(encode().url).toBe('http://127.0.0.1:30000/generate');
    expect(JSON.parse(encode().body)).toEqual({ text: 'Why is the sky blue?', stream: true, sampling_params: {} });
  });

  test('has the parameters in the words of the server', () => {
    const parameters = {
      maxTokens: 9,
      temperature: 0,
      topP: 0.5,
      seed: 7,
      stop: ['\n'],
      extra: { return_logprob: true, sampling_params: { ignore_eos: true } },
    };
    expect(JSON.parse(encode({ parameters }).body)).toMatchObject({
      return_logprob: true,
      sampling_params: {
        max_new_tokens: 9,
        temperature: 0,
        top_p: 0.5,
        sampling_seed: 7,
        stop: ['\n'],
        ignore_eos: true,
      },
    });
  });

  test('is found by the name of its protocol', () => expect(dialectOf('sglang-generate')).toBe(sglangGenerate));
});

const BODY = JSON.stringify(piece('Hi there', 3, stopped));

describe('an answer in one body', () => {
  test('has the same events', () =>
    expect(brief(sglangGenerate.decodeBody(BODY, CONTEXT))).toEqual([
      'answer "Hi there" 3',
      'usage',
      'timings',
      'finish stop',
      'end',
    ]));
  testBodies(sglangGenerate, [BODY]);
});

test('an error status', () => {
  const body = '{"error":{"message":"The input (9000 tokens) is longer than the model\'s context length"}}';
  expect(sglangGenerate.decodeError(400, {}, body, CONTEXT)).toMatchObject({ kind: 'bad-request' });
});
