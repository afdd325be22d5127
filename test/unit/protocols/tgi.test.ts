import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { dialectOf } from '../../../src/protocols/registry';
import { tgiGenerate } from '../../../src/protocols/tgiGenerate';
import { requestOf, usage } from '../core/builders';
import { brief, CONTEXT, eventsOf, sse } from './replay';
import { testBodies, testStreams } from './streamLaws';
import { details, last, TGI_STREAMS } from './tgiStreams';

testStreams(tgiGenerate, TGI_STREAMS);

test('totals come with the last token', () =>
  expect(eventsOf(sse(last()), tgiGenerate)[0]).toEqual({
    type: 'usage',
    usage: usage({ inputTotal: 6, outputTotal: 3 }),
  }));

const TARGET: HttpTarget = { name: 'a', protocol: 'tgi-generate', url: 'http://127.0.0.1:3000', model: 'm' };
const encode = (target: Partial<HttpTarget> = {}) =>
  tgiGenerate.encode(requestOf({ target: { ...TARGET, ...target } }));
const bodyOf = (parameters: HttpTarget['parameters']): unknown => JSON.parse(encode({ parameters }).body);

describe('a request', () => {
  test('asks for details', () => {
    expect(encode().url).toBe('http://127.0.0.1:3000/generate_stream');
    expect(bodyOf({})).toEqual({ inputs: 'Why is the sky blue?', parameters: { details: true } });
  });

  test('has the parameters in the words of the server', () =>
    expect(bodyOf({ maxTokens: 9, temperature: 0.5, topP: 0.5, seed: 7, stop: ['\n'], extra: { x: 1 } })).toEqual({
      inputs: 'Why is the sky blue?',
      parameters: {
        max_new_tokens: 9,
        temperature: 0.5,
        do_sample: true,
        top_p: 0.5,
        seed: 7,
        stop: ['\n'],
        details: true,
      },
      x: 1,
    }));

  test('says a temperature of 0 and a top p of 1 as the server takes them', () =>
    expect(bodyOf({ temperature: 0, topP: 1 })).toMatchObject({ parameters: { do_sample: false, details: true } }));

  test('for one body goes to another route', () => {
    const parameters = { extra: { stream: false, parameters: { top_k: 3 } } };
    expect(encode({ parameters }).url).toBe('http://127.0.0.1:3000/generate');
    expect(bodyOf(parameters)).toEqual({ inputs: 'Why is the sky blue?', parameters: { details: true, top_k: 3 } });
  });

  test('is found by the name of its protocol', () => expect(dialectOf('tgi-generate')).toBe(tgiGenerate));
});

const BODY = JSON.stringify({
  generated_text: 'Hi there',
  details: { ...details('length', 2), prefill: [], tokens: [] },
});

describe('an answer in one body', () => {
  test.each([BODY, `[${BODY}]`])('has the same events: %s', (body) =>
    expect(brief(tgiGenerate.decodeBody(body, CONTEXT))).toEqual([
      'answer "Hi there" 2',
      'usage',
      'finish length',
      'end',
    ]),
  );
  testBodies(tgiGenerate, [BODY]);
});

describe('an error status', () => {
  test.each<[number, string, ErrorKind]>([
    [422, 'validation', 'bad-request'],
    [424, 'generation', 'server-error'],
    [429, 'overloaded', 'rate-limited'],
    [500, 'incomplete_generation', 'server-error'],
  ])('%i %s', (status, error_type, kind) => {
    const body = JSON.stringify({ error: 'the reason', error_type });
    expect(tgiGenerate.decodeError(status, {}, body, CONTEXT)).toMatchObject({ kind, detail: 'the reason' });
  });
});
