import { describe, expect, test } from 'vitest';
import type { RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import { openaiChat } from '../../../src/protocols/openaiChat';
import { dialectOf } from '../../../src/protocols/registry';
import { TARGET, requestOf } from '../core/builders';

const encode = (target: Partial<HttpTarget> = {}, rest: Partial<RunRequest> = {}) =>
  openaiChat.encode(requestOf({ target: { ...TARGET, ...target }, ...rest }));
const bodyOf = (...given: Parameters<typeof encode>): unknown => JSON.parse(encode(...given).body);

describe('address', () => {
  test.each([
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1/chat/completions'],
    ['http://127.0.0.1:8000/v1/', 'http://127.0.0.1:8000/v1/chat/completions'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/chat/completions'],
    ['http://h/v1/chat/completions', 'http://h/v1/chat/completions'],
    ['https://h/openai/deployments/d?api-version=1', 'https://h/openai/deployments/d/chat/completions?api-version=1'],
    [
      'https://r.openai.azure.com/openai/v1/?api-version=preview',
      'https://r.openai.azure.com/openai/v1/chat/completions?api-version=preview',
    ],
    ['http://h/v1/responses', 'http://h/v1/chat/completions'],
    ['http://h/v1/completions/?a=/responses', 'http://h/v1/chat/completions?a=/responses'],
    ['https://h/v1#part', 'https://h/v1/chat/completions'],
  ])('%s', (url, expected) => expect(encode({ url }).url).toBe(expected));
});

describe('headers', () => {
  test('ask for an uncompressed event stream', () => {
    expect(encode().headers).toEqual({
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'accept-encoding': 'identity',
      'user-agent': 'prompt-profiler',
    });
  });
  test('carry the key and those of the target', () => {
    const { headers } = encode({ headers: { 'X-Team': 'a', 'User-Agent': 'b' } }, { apiKey: 'k' });
    expect(headers).toMatchObject({ authorization: 'Bearer k', 'x-team': 'a', 'user-agent': 'b' });
  });
  test('of the target do not bend the framing', () => {
    const { headers } = encode({ headers: { 'Accept-Encoding': 'gzip', 'Content-Length': '3', Host: 'other' } });
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('host');
    expect(headers['accept-encoding']).toBe('identity');
  });
});

describe('body', () => {
  test('of a bare target', () => {
    expect(bodyOf()).toEqual({
      model: 'qwen',
      messages: [{ role: 'user', content: 'Why is the sky blue?' }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });
  test('with parameters of the target and of the run, which go first', () => {
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'] };
    expect(bodyOf({ parameters }, { parameters: { maxTokens: 256 } })).toMatchObject({
      max_tokens: 256,
      temperature: 0,
      top_p: 0.5,
      seed: 7,
      stop: ['\n'],
    });
  });
  test('without an empty list of stop texts, which some servers refuse', () => {
    expect(bodyOf({ parameters: { stop: [] } })).not.toHaveProperty('stop');
  });
  test.each([
    ['https://api.openai.com/v1', { max_completion_tokens: 9 }],
    ['https://eu.api.openai.com/v1', { max_completion_tokens: 9 }],
    ['https://api.openai.com.example.org/v1', { max_tokens: 9 }],
    ['http://127.0.0.1:8000/v1', { max_tokens: 9 }],
  ])('%s limits the length in its own word', (url, expected) => {
    expect(bodyOf({ url, parameters: { maxTokens: 9 } })).toMatchObject(expected);
  });
  test('takes further fields as they are', () => {
    const extra = {
      reasoning_effort: 'low',
      max_completion_tokens: 5,
      stream_options: { continuous_usage_stats: true },
    };
    const body = bodyOf({ parameters: { maxTokens: 9, extra } }, { parameters: { extra: { seed: 1 } } });
    expect(body).toMatchObject({
      reasoning_effort: 'low',
      max_completion_tokens: 5,
      seed: 1,
      stream_options: { include_usage: true, continuous_usage_stats: true },
    });
    expect(body).not.toHaveProperty('max_tokens');
  });
  test('asks for nothing about a stream when there is to be none', () => {
    expect(bodyOf({ parameters: { extra: { stream: false } } })).toEqual(
      expect.not.objectContaining({ stream_options: expect.anything() }),
    );
  });
});

test('a target of another protocol is a mistake of the caller', () => {
  const target = { name: 'a', protocol: 'gguf', path: 'a.gguf' } as const;
  expect(() => openaiChat.encode(requestOf({ target }))).toThrow(TypeError);
});

test('the registry knows the protocol', () => expect(dialectOf('openai-chat')).toBe(openaiChat));
