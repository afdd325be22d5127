import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { openaiChat } from '../../../src/protocols/openaiChat';
import { CONTEXT, brief, eventsOf, sse } from './replay';

const said = (message: string, rest: object = {}): string => JSON.stringify({ error: { message, ...rest } });
const errorOf = (status: number, body: string, headers = {}) => openaiChat.decodeError(status, headers, body, CONTEXT);

describe('an error status', () => {
  test.each<[number, string, ErrorKind]>([
    [400, said('bad', { type: 'invalid_request_error' }), 'bad-request'],
    [400, said('no such model', { code: 'model_not_found' }), 'not-found'],
    [400, said('busy', { type: 'overloaded_error' }), 'overloaded'],
    [401, said('Incorrect API key'), 'unauthorized'],
    [402, said('pay'), 'bad-request'],
    [403, said('no'), 'forbidden'],
    [404, '{"detail":"Not Found"}', 'not-found'],
    [408, '', 'timeout'],
    [413, '', 'too-large'],
    [422, '{"detail":[{"loc":["body","messages"],"msg":"field required","input":"the prompt"}]}', 'bad-request'],
    [429, said('slow down', { type: 'insufficient_quota' }), 'rate-limited'],
    [500, 'Internal Server Error', 'server-error'],
    [502, '<html><head><title>502 Bad Gateway</title></head></html>', 'server-error'],
    [503, said('Loading model', { type: 'unavailable_error', code: 503 }), 'overloaded'],
    [529, said('Overloaded'), 'overloaded'],
  ])('%i %s', (status, body, kind) => {
    const error = errorOf(status, body);
    expect(error).toMatchObject({ kind, httpStatus: status });
    // What happened, to which address, and what to do next.
    expect(error.message).toMatch(/^http:\/\/127\.0\.0\.1:8000\/v1\/chat\/completions .*\(HTTP \d+\)\. .+\.$/);
  });

  test.each([
    ['an object', said('bad\n  thing'), 'bad thing'],
    ['a flat object', '{"object":"error","message":"bad","code":400}', 'bad'],
    ['an array', '[{"error":{"message":"bad"}}]', 'bad'],
    ['a text', '{"error":"bad"}', 'bad'],
    [
      'a validation error, without its copy of the input',
      '{"detail":[{"loc":["body","n"],"msg":"too big","input":"the prompt"}]}',
      'body.n: too big',
    ],
    ['a page, by its title', '<!DOCTYPE html><html><title>Bad Gateway</title><p>nginx</p></html>', 'Bad Gateway'],
    ['plain text', 'upstream gone', 'upstream gone'],
    ['nothing', '', null],
    ['a long text, shortened', 'x'.repeat(5000), `${'x'.repeat(299)}…`],
  ])("gives the server's own words from %s", (_, body, detail) => expect(errorOf(400, body).detail).toBe(detail));
});

describe('no error repeats a secret', () => {
  test.each([
    ['the key', 'Incorrect key key-of-the-user given', 'Incorrect key ••• given'],
    ['what looks like a key', 'Incorrect API key provided: sk-proj-abcdefgh12345', 'Incorrect API key provided: •••'],
    ['an authorization header', 'got Authorization: Bearer abcdefghijkl', 'got Authorization: Bearer •••'],
    ['a bearer token', 'Bearer abcdefghijkl is wrong', 'Bearer ••• is wrong'],
  ])('%s', (_, message, detail) => {
    const error = errorOf(401, said(message));
    expect(error.detail).toBe(detail);
  });

  test('a secret inside a longer one leaves nothing of it', () => {
    const context = { ...CONTEXT, secrets: ['abcdef', 'abcdef-ghijkl'] };
    expect(openaiChat.decodeError(400, {}, said('no abcdef-ghijkl here'), context).detail).toBe('no ••• here');
  });

  test('nor does one in mid-stream', () => {
    const [event] = eventsOf(sse({ error: { message: 'bad key key-of-the-user' } }));
    expect(JSON.stringify(event)).not.toContain('key-of-the-user');
  });
});

describe('what a server asks us to wait', () => {
  const date = 'Fri, 20 Nov 2026 09:00:00 GMT';
  test.each<[string, Record<string, string>, number | null]>([
    ['seconds', { 'retry-after': '20' }, 20_000],
    ['parts of a second', { 'retry-after': '0.5' }, 500],
    ['milliseconds go first', { 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    ['a date, by its own clock', { 'retry-after': 'Fri, 20 Nov 2026 09:01:30 GMT', date }, 90_000],
    [
      'a date over the end of a year',
      { 'retry-after': 'Fri, 01 Jan 2027 00:00:05 GMT', date: 'Thu, 31 Dec 2026 23:59:55 GMT' },
      10_000,
    ],
    [
      'a date over a leap day',
      { 'retry-after': 'Wed, 01 Mar 2028 00:00:00 GMT', date: 'Mon, 28 Feb 2028 00:00:00 GMT' },
      172_800_000,
    ],
    ['a date in the past', { 'retry-after': 'Fri, 20 Nov 2026 08:00:00 GMT', date }, 0],
    ['a date without a clock', { 'retry-after': 'Fri, 20 Nov 2026 09:01:30 GMT' }, null],
    ['nonsense', { 'retry-after': 'soon', date }, null],
    ['nothing', {}, null],
  ])('%s', (_, headers, expected) => expect(errorOf(429, '', headers).retryAfterMs).toBe(expected));

  test('stands in the sentence', () =>
    expect(errorOf(429, '', { 'retry-after': '20' }).message).toContain('Wait 20 s'));
});

describe('an answer in one body', () => {
  const body = (value: unknown): string[] =>
    brief(openaiChat.decodeBody(typeof value === 'string' ? value : JSON.stringify(value), CONTEXT));
  const answer = {
    model: 'm',
    choices: [
      { index: 0, message: { role: 'assistant', reasoning_content: 'Hm', content: 'Yes' }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 9, completion_tokens: 3 },
  };
  test('has the same events', () => {
    expect(body(answer)).toEqual(['model m', 'reasoning "Hm" 3', 'answer "Yes" 0', 'usage', 'finish stop', 'end']);
  });
  test('may call a tool', () => {
    const message = { content: null, tool_calls: [{ function: { name: 'now', arguments: '{}' } }] };
    expect(body({ choices: [{ message, finish_reason: 'tool_calls' }] })).toEqual([
      'tool "now {}" -',
      'finish tool',
      'end',
    ]);
  });
  test.each<[string, unknown, string[]]>([
    ['an error under status 200', { error: { message: 'no', code: 429 } }, ['error rate-limited']],
    ['a flat error', { object: 'error', message: 'no', code: 400 }, ['error bad-request']],
    ['an object without choices', { ok: true }, ['error malformed']],
    ['no JSON', 'hello', ['error malformed']],
    ['a JSON text', '"hello"', ['error malformed']],
    ['nothing', '', ['error malformed']],
  ])('%s is an error', (_, value, expected) => expect(body(value)).toEqual(expected));

  test('a web page says so, and what to check', () => {
    const [event] = openaiChat.decodeBody('<!doctype html><title>Sign in</title>', CONTEXT);
    expect(event).toMatchObject({ error: { kind: 'malformed', detail: 'Sign in' } });
    expect(event?.type === 'error' && event.error.message).toMatch(/web page.*\/v1/);
  });
});
