import { describe, expect, test } from 'vitest';
import type { Message, RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { gemini } from '../../../src/protocols/gemini';
import { geminiTotals } from '../../../src/protocols/geminiUsage';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { GEMINI_STREAMS } from './geminiStreams';
import { brief, CONTEXT } from './replay';
import { testBodies, testStreams } from './streamLaws';

testStreams(gemini, GEMINI_STREAMS);

const BASE = 'https://generativelanguage.googleapis.com';
const VERTEX = 'https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/europe-west1';
const TARGET: HttpTarget = { name: 'a', protocol: 'gemini', url: BASE, model: 'gemini-x' };
const encode = (target: Partial<HttpTarget> = {}, rest: Partial<RunRequest> = {}) =>
  gemini.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));
const bodyOf = (...given: Parameters<typeof encode>): unknown => JSON.parse(encode(...given).body);

describe('a request', () => {
  const route = 'models/gemini-x:streamGenerateContent?alt=sse';
  test.each([
    [BASE, `${BASE}/v1beta/${route}`],
    [`${BASE}/v1/`, `${BASE}/v1/${route}`],
    [`${BASE}/v1alpha/models`, `${BASE}/v1alpha/${route}`],
    [`${BASE}/v1beta/models/gemini-y`, `${BASE}/v1beta/models/gemini-y:streamGenerateContent?alt=sse`],
    [`${BASE}/v1beta/models/gemini-y:generateContent`, `${BASE}/v1beta/models/gemini-y:streamGenerateContent?alt=sse`],
    [`${BASE}/v1beta/${route}&a=b`, `${BASE}/v1beta/${route}&a=b`],
    [`${BASE}?a=b#c`, `${BASE}/v1beta/${route}&a=b`],
    [`${VERTEX}/publishers/google`, `${VERTEX}/publishers/google/${route}`],
    [`${VERTEX}/endpoints/7`, `${VERTEX}/endpoints/7:streamGenerateContent?alt=sse`],
  ])('goes from %s to %s', (url, expected) => expect(encode({ url }).url).toBe(expected));

  test.each([
    ['models/gemini-y', `${BASE}/v1beta/models/gemini-y:streamGenerateContent?alt=sse`],
    ['tunedModels/mine', `${BASE}/v1beta/tunedModels/mine:streamGenerateContent?alt=sse`],
  ])('takes the model name %s as it is', (model, expected) => expect(encode({ model }).url).toBe(expected));

  test('for one body is another method', () => {
    const parameters = { extra: { stream: false } };
    expect(encode({ parameters }).url).toBe(`${BASE}/v1beta/models/gemini-x:generateContent`);
    expect(encode({ parameters, url: `${BASE}/v1/${route}` }).url).toBe(`${BASE}/v1/models/gemini-x:generateContent`);
    expect(bodyOf({ parameters })).not.toHaveProperty('stream');
  });

  test.each([
    [BASE, { 'x-goog-api-key': 'k' }, 'authorization'],
    [VERTEX, { authorization: 'Bearer k' }, 'x-goog-api-key'],
    ['https://aiplatform.googleapis.com/v1', { authorization: 'Bearer k' }, 'x-goog-api-key'],
    ['https://aiplatform.example.org/v1', { 'x-goog-api-key': 'k' }, 'authorization'],
  ])('shows the key as %s wants it', (url, expected, other) => {
    const { headers } = encode({ url }, { apiKey: 'k' });
    expect(headers).toMatchObject(expected);
    expect(headers).not.toHaveProperty(other);
    expect(encode({ url }).headers).not.toMatchObject(expected);
  });

  test('of a bare target', () => {
    expect(bodyOf()).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Why is the sky blue?' }] }],
      generationConfig: {},
    });
  });

  test('names the roles as the protocol does', () => {
    const messages: Message[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ];
    expect(bodyOf({}, { prompt: { messages, source: 'a' } })).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Hello' }] },
      ],
    });
  });

  test('has the parameters in the words of the protocol, and further fields beside them', () => {
    const extra = { generationConfig: { thinkingConfig: { includeThoughts: true }, topP: 0.9 }, safetySettings: [] };
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra };
    expect(bodyOf({ parameters })).toMatchObject({
      generationConfig: {
        maxOutputTokens: 9,
        temperature: 0,
        topP: 0.9,
        seed: 7,
        stopSequences: ['\n'],
        thinkingConfig: { includeThoughts: true },
      },
      safetySettings: [],
    });
  });

  test('for a target of another protocol is a mistake of the caller', () =>
    expect(() => gemini.encode(requestOf())).toThrow(TypeError));

  test('is found by the name of its protocol', () => expect(dialectOf('gemini')).toBe(gemini));
});

describe('totals', () => {
  test.each([
    [
      {
        promptTokenCount: 9,
        cachedContentTokenCount: 4,
        toolUsePromptTokenCount: 2,
        candidatesTokenCount: 5,
        thoughtsTokenCount: 51,
      },
      usage({ inputTotal: 11, inputCached: 4, outputTotal: 56, outputReasoning: 51 }),
    ],
    [{ promptTokenCount: 9, thoughtsTokenCount: 51 }, usage({ inputTotal: 9, outputTotal: 51, outputReasoning: 51 })],
    [{ promptTokenCount: 9, totalTokenCount: 9 }, usage({ inputTotal: 9 })],
    [{ promptTokenCount: -1, candidatesTokenCount: 'x' }, usage({})],
  ])('%j', (usageMetadata, expected) => expect(geminiTotals({ usageMetadata })?.usage).toEqual(expected));
});

const CHUNKS = [
  {
    candidates: [{ content: { role: 'model', parts: [{ text: 'Hi' }] }, index: 0 }],
    usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 1 },
    modelVersion: 'gemini-x',
  },
  {
    candidates: [{ content: { role: 'model', parts: [{ text: ' there' }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 },
    modelVersion: 'gemini-x',
  },
];
const ARRAY = JSON.stringify(CHUNKS, null, 2);
const BODY = JSON.stringify(CHUNKS[1]);

describe('an answer in one body', () => {
  const body = (text: string): string[] => brief(gemini.decodeBody(text, CONTEXT));
  test('may be an array of what is streamed otherwise', () => {
    expect(body(ARRAY)).toEqual([
      'model gemini-x',
      'answer "Hi" 1',
      'usage',
      'answer " there" 2',
      'usage',
      'finish stop',
      'end',
    ]);
  });
  test('may be one object', () =>
    expect(body(BODY)).toEqual(['model gemini-x', 'answer " there" 3', 'usage', 'finish stop', 'end']));
  test('may be a blocked prompt', () =>
    expect(body('{"promptFeedback":{"blockReason":"SAFETY"}}')).toEqual(['finish filter', 'error bad-request']));
  test.each<[string, string[]]>([
    ['[{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}]', ['error bad-request']],
    [
      `[${JSON.stringify(CHUNKS[0])},{"error":{"code":503,"message":"no"}}]`,
      ['model gemini-x', 'answer "Hi" 1', 'usage', 'error overloaded'],
    ],
    [`[${JSON.stringify(CHUNKS[0])}]`, ['model gemini-x', 'answer "Hi" 1', 'usage', 'error reset']],
    [ARRAY.slice(0, -2), ['error malformed']],
  ])('may break off: %s', (text, expected) => expect(body(text)).toEqual(expected));

  testBodies(gemini, [BODY, JSON.stringify(CHUNKS)]);
});

test('a blocked prompt says why', () => {
  const context = { ...CONTEXT, secrets: ['my secret prompt'] };
  const blocked = { promptFeedback: { blockReason: 'OTHER', blockReasonMessage: 'it says: my secret prompt' } };
  const events = gemini.decodeBody(JSON.stringify(blocked), context);
  expect(events.at(-1)).toMatchObject({ error: { kind: 'bad-request', detail: 'it says: •••' } });
});

describe('an error status', () => {
  const error = (code: number, status: string, details: object[] = []) =>
    JSON.stringify({ error: { code, message: 'the reason', status, details } });
  test.each<[number, string, ErrorKind]>([
    [400, error(400, 'INVALID_ARGUMENT'), 'bad-request'],
    [400, error(400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }]), 'unauthorized'],
    [400, error(400, 'FAILED_PRECONDITION'), 'bad-request'],
    [401, error(401, 'UNAUTHENTICATED'), 'unauthorized'],
    [403, error(403, 'PERMISSION_DENIED'), 'forbidden'],
    [404, error(404, 'NOT_FOUND'), 'not-found'],
    [429, `[${error(429, 'RESOURCE_EXHAUSTED')}]`, 'rate-limited'],
    [500, error(500, 'INTERNAL'), 'server-error'],
    [503, error(503, 'UNAVAILABLE'), 'overloaded'],
    [504, error(504, 'DEADLINE_EXCEEDED'), 'server-error'],
  ])('%i %s', (status, body, kind) =>
    expect(gemini.decodeError(status, {}, body, CONTEXT)).toMatchObject({
      kind,
      httpStatus: status,
      detail: 'the reason',
    }),
  );
});
