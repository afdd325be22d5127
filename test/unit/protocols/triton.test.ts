import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../src/core/target';
import { dialectOf } from '../../../src/protocols/registry';
import { tritonGenerate } from '../../../src/protocols/tritonGenerate';
import { requestOf } from '../core/builders';
import { brief, CONTEXT, sse } from './replay';
import { testBodies, testStreams } from './streamLaws';
import type { RecordedStream } from './streams';

const piece = (text_output: unknown, rest: object = {}): object => ({
  model_name: 'ensemble',
  model_version: '1',
  sequence_end: false,
  sequence_id: 0,
  sequence_start: false,
  text_output,
  ...rest,
});
const MODEL = 'model ensemble';

const STREAMS: readonly RecordedStream[] = [
  {
    name: 'each event has the new text; the close of the connection is the end',
    text: sse(piece(' Hello'), piece(' there 😀'), piece('')),
    events: [MODEL, 'answer " Hello" -', 'answer " there 😀" -'],
  },
  {
    name: 'each event has all the text so far',
    text: sse(piece(' Hello'), piece(' Hello there'), piece(' Hello there'), piece(' Hello there 😀')),
    events: [MODEL, 'answer " Hello" -', 'answer " there" -', 'answer " 😀" -'],
  },
  {
    name: 'the same piece twice is no growth',
    text: sse(piece(' ha'), piece(' ha'), piece(' he')),
    events: [MODEL, 'answer " ha" -', 'answer " ha" -', 'answer " he" -'],
  },
  {
    name: 'pieces, of which a later one begins with the one before',
    text: sse(piece('a'), piece('b'), piece('bc')),
    events: [MODEL, 'answer "a" -', 'answer "b" -', 'answer "bc" -'],
  },
  {
    name: 'a list of texts, for several beams',
    text: sse(piece(['Hi', 'Ho'])),
    events: [MODEL, 'answer "Hi" -'],
  },
  {
    name: 'reasoning in tags, held back at the end',
    text: sse(piece('<think>Hm</think>'), piece('Yes')),
    events: [MODEL, 'reasoning "<think>Hm</think>" -', 'answer "Yes" -'],
  },
  { name: 'a close while text is held back', text: sse(piece('<thi')), events: [MODEL, 'answer "<thi" -'] },
  {
    name: 'an error in mid-answer',
    text: sse(piece('a'), { error: 'in ensemble: CUDA out of memory' }),
    events: [MODEL, 'answer "a" -', 'error server-error'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
];

testStreams(tritonGenerate, STREAMS);

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
