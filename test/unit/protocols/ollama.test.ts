import { describe, expect, test } from 'vitest';
import type { RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { ollamaChat } from '../../../src/protocols/ollamaChat';
import { ollamaGenerate } from '../../../src/protocols/ollamaGenerate';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, usage } from '../core/builders';
import { done, DURATIONS, OLLAMA_STREAMS } from './ollamaStreams';
import { brief, CONTEXT, eventsOf, jsonLines } from './replay';
import { testBodies, testStreams } from './streamLaws';

testStreams(ollamaChat, OLLAMA_STREAMS);

const TARGET: HttpTarget = { name: 'a', protocol: 'ollama-chat', url: 'http://127.0.0.1:11434', model: 'qwen3:4b' };
type Changes = [target?: Partial<HttpTarget>, rest?: Partial<RunRequest>];
const chat = (...[target, rest]: Changes) =>
  ollamaChat.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));
const generate = (...[target, rest]: Changes) =>
  ollamaGenerate.encode(requestOf({ target: { ...TARGET, protocol: 'ollama-generate', ...target }, ...rest }));
const parsed = ({ body }: { body: string }): unknown => JSON.parse(body);

describe('a request', () => {
  test.each([
    ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/api/chat'],
    ['http://127.0.0.1:11434/api/', 'http://127.0.0.1:11434/api/chat'],
    ['https://ollama.com/api/chat', 'https://ollama.com/api/chat'],
    ['http://h/ollama?a=b', 'http://h/ollama/api/chat?a=b'],
  ])('goes from %s to %s', (url, expected) => expect(chat({ url }).url).toBe(expected));

  test('asks for lines, and shows the key where there is one', () => {
    expect(chat().headers).toMatchObject({ accept: 'application/x-ndjson', 'accept-encoding': 'identity' });
    expect(chat({}, { apiKey: 'k' }).headers).toMatchObject({ authorization: 'Bearer k' });
  });

  test('of a bare target', () =>
    expect(parsed(chat())).toEqual({
      model: 'qwen3:4b',
      messages: [{ role: 'user', content: 'Why is the sky blue?' }],
      stream: true,
      options: {},
    }));

  test('has sampling parameters among the options, beside the further ones', () => {
    const parameters = {
      maxTokens: 9,
      temperature: 0,
      topP: 0.5,
      seed: 7,
      stop: ['\n'],
      extra: { think: 'low', logprobs: true, options: { num_ctx: 8192, seed: 8 } },
    };
    expect(parsed(chat({ parameters }))).toMatchObject({
      think: 'low',
      logprobs: true,
      options: { num_predict: 9, temperature: 0, top_p: 0.5, seed: 8, stop: ['\n'], num_ctx: 8192 },
    });
  });

  test('for one prompt keeps the words of the system apart', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ] as const;
    const request = generate({}, { prompt: { messages, source: 'a' } });
    expect(request.url).toBe('http://127.0.0.1:11434/api/generate');
    expect(parsed(request)).toMatchObject({ prompt: 'Hi', system: 'Be brief.', stream: true });
    expect(parsed(generate())).not.toHaveProperty('system');
  });

  test('for a target of another protocol is a mistake of the caller', () =>
    expect(() => ollamaGenerate.encode(requestOf({ target: TARGET }))).toThrow(TypeError));

  test('is found by the name of its protocol', () => {
    expect(dialectOf('ollama-chat')).toBe(ollamaChat);
    expect(dialectOf('ollama-generate')).toBe(ollamaGenerate);
  });
});

describe('the last line', () => {
  const said = (rest: object, ...before: object[]) => {
    const events = eventsOf(jsonLines(...before, done(rest)), ollamaChat);
    return {
      timings: events.flatMap((event) => (event.type === 'timings' ? [event.timings] : []))[0],
      usage: events.flatMap((event) => (event.type === 'usage' ? [event.usage] : []))[0],
    };
  };
  const text = { message: { content: 'Hi' }, done: false };

  test('tells times in ns, which are ms here', () =>
    expect(said(DURATIONS).timings).toEqual({
      queueMs: null,
      loadMs: 20,
      prefillMs: 60,
      decodeMs: 780,
      totalMs: 900,
    }));

  test('leaves out what took no time', () => {
    const rest = { ...DURATIONS, load_duration: undefined, prompt_eval_duration: undefined };
    expect(said(rest).timings).toMatchObject({ loadMs: 0, prefillMs: 0, decodeMs: 780 });
  });

  test('that tells one time alone, or a negative one, leaves the others unknown', () => {
    expect(said({ total_duration: 9e6 }).timings).toMatchObject({ loadMs: null, prefillMs: null, totalMs: 9 });
    expect(said({ ...DURATIONS, load_duration: -1 }).timings).toMatchObject({ loadMs: null, prefillMs: 60 });
  });

  test('tells totals; thinking is among the output, cached tokens among the input', () =>
    expect(said(DURATIONS).usage).toEqual(usage({ inputTotal: 26, inputCached: 20, outputTotal: 40 })));

  test('without a count of the output: none, if nothing came, otherwise unknown', () => {
    expect(said({ prompt_eval_count: 26 }).usage).toEqual(usage({ inputTotal: 26, outputTotal: 0 }));
    expect(said({ prompt_eval_count: 26 }, text).usage).toEqual(usage({ inputTotal: 26 }));
    expect(said({ eval_count: 3 }, text).usage).toEqual(usage({ outputTotal: 3 }));
    expect(said({}, text).usage).toBeUndefined();
  });
});

const BODY = JSON.stringify(done(DURATIONS, 'Yes'));

describe('an answer in one body', () => {
  test('has the same events', () =>
    expect(brief(ollamaChat.decodeBody(BODY, CONTEXT))).toEqual([
      'model qwen3:4b',
      'answer "Yes" -',
      'timings',
      'usage',
      'finish stop',
      'end',
    ]));
  test('may be an error under status 200', () =>
    expect(brief(ollamaChat.decodeBody('{"error":"no"}', CONTEXT))).toEqual(['error server-error']));
  testBodies(ollamaChat, [BODY]);
});

describe('an error status', () => {
  test.each<[number, string, ErrorKind]>([
    [400, 'invalid duration', 'bad-request'],
    [404, "model 'x' not found", 'not-found'],
    [429, 'too many', 'rate-limited'],
    [500, 'llama runner process has terminated', 'server-error'],
    [503, 'server busy, please try again. maximum pending requests exceeded', 'overloaded'],
  ])('%i %s', (status, error, kind) =>
    expect(ollamaChat.decodeError(status, {}, JSON.stringify({ error }), CONTEXT)).toMatchObject({
      kind,
      detail: error,
    }),
  );
});
