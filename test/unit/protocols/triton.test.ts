import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { dialectOf } from '../../../src/protocols/registry';
import { tritonGenerate } from '../../../src/protocols/tritonGenerate';
import { requestOf } from '../core/builders';
import { brief, CONTEXT } from './replay';
import { testBodies, testStreams } from './streamLaws';
import { MODEL, piece, TRITON_STREAMS } from './tritonStreams';

testStreams(tritonGenerate, TRITON_STREAMS);

const TARGET: HttpTarget = { name: 'a', protocol: 'triton-generate', url: 'http://127.0.0.1:8000', model: 'my model' };
const encode = (target: Partial<HttpTarget> = {}) =>
  tritonGenerate.encode(requestOf({ target: { ...TARGET, ...target } }));

describe('a request', () => {
  test.each([
    ['http://h:8000', 'http://h:8000/v2/models/my%20model/generate_stream'],
    ['http://h:8000/v2/', 'http://h:8000/v2/models/my%20model/generate_stream'],
    ['http://h:8000/v2/models/ensemble', 'http://h:8000/v2/models/ensemble/generate_stream'],
    ['http://h:8000/v2/models/e/versions/2', 'http://h:8000/v2/models/e/versions/2/generate_stream'],
    ['http://h:8000/v2/models/e/generate_stream', 'http://h:8000/v2/models/e/generate_stream'],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test('has all parameters in one place', () => {
    const parameters = {
      maxTokens: 9,
      temperature: 0,
      topP: 0.5,
      seed: 7,
      stop: ['\n'],
      extra: { bad_words: '', parameters: { top_k: 3 } },
    };
    expect(JSON.parse(encode({ parameters }).body)).toEqual({
      text_input: 'Why is the sky blue?',
      bad_words: '',
      parameters: {
        stream: true,
        max_tokens: 9,
        temperature: 0,
        top_p: 0.5,
        seed: 7,
        stop_words: ['\n'],
        exclude_input_in_output: true,
        top_k: 3,
      },
    });
  });

  test('for one body goes to another route', () => {
    const { url, body } = encode({ parameters: { extra: { stream: false } } });
    expect(url).toMatch(/\/generate$/);
    expect(JSON.parse(body)).toMatchObject({ parameters: { stream: false } });
    expect(JSON.parse(body)).not.toHaveProperty('stream');
  });

  test('is found by the name of its protocol', () => expect(dialectOf('triton-generate')).toBe(tritonGenerate));
});

const BODY = JSON.stringify(piece('Hi there'));

describe('an answer in one body', () => {
  test('has the same events', () =>
    expect(brief(tritonGenerate.decodeBody(BODY, CONTEXT))).toEqual([MODEL, 'answer "Hi there" -', 'end']));
  testBodies(tritonGenerate, [BODY]);
});

test('an error status says which model is not ready', () => {
  const body = '{"error":"Request for unknown model: \'m\' is not found"}';
  expect(tritonGenerate.decodeError(400, {}, body, CONTEXT)).toMatchObject({
    kind: 'bad-request',
    detail: "Request for unknown model: 'm' is not found",
  });
});
