import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { dialectOf } from '../../../src/protocols/registry';
import { sglangGenerate } from '../../../src/protocols/sglangGenerate';
import { requestOf, usage } from '../core/builders';
import { brief, CONTEXT, eventsOf, sse } from './replay';
import { testBodies, testStreams } from './streamLaws';
import { DONE, piece, SGLANG_STREAMS, stopped } from './sglangStreams';

testStreams(sglangGenerate, SGLANG_STREAMS);

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
