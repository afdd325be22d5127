import { describe, expect, it } from 'vitest';
import { MAX_PROMPT_CHARACTERS, readPrompt } from '../../../src/config/readPrompt';
import type { RunError } from '../../../src/core/runError';

const user = (content: string) => ({ role: 'user', content });

describe('readPrompt', () => {
  it.each<[string, string]>([
    ['plain text', ' Why?\n'],
    ['JSON that is no conversation', '{"a": 1}'],
    ['a list of something else', '[1, 2]'],
    ['broken JSON', '[{"role": "user", "content": "x"}'],
    ['an empty list', '[]'],
  ])('sends %s as it stands', (_, text) => {
    expect(readPrompt(text)).toEqual({ messages: [user(text)], parameters: {} });
  });

  it('understands a list of messages, text parts and the developer role', () => {
    const text = JSON.stringify([
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'assistant', content: 'c' },
    ]);
    expect(readPrompt(text)).toEqual({
      messages: [{ role: 'system', content: 'Be brief.' }, user('ab'), { role: 'assistant', content: 'c' }],
      parameters: {},
    });
  });

  it('understands a request body, and sends on what it has no name for', () => {
    const body = {
      model: 'other',
      stream: false,
      messages: [user('x')],
      max_completion_tokens: 7,
      temperature: 0,
      top_p: 0.5,
      seed: 3,
      stop: 'END',
      response_format: { type: 'json_object' },
    };
    expect(readPrompt(JSON.stringify(body))).toEqual({
      messages: [user('x')],
      parameters: {
        maxTokens: 7,
        temperature: 0,
        topP: 0.5,
        seed: 3,
        stop: ['END'],
        extra: { response_format: { type: 'json_object' } },
      },
    });
  });

  it.each<[string, string, RegExp]>([
    ['nothing', ' \n\t', /empty/],
    ['only empty messages', '[{"role":"user","content":" "}]', /empty/],
    ['a role that cannot be sent', '[{"role":"tool","content":"x"}]', /Message 1 .*"tool"/],
    ['an image', '[{"role":"user","content":[{"type":"image_url","image_url":{}}]}]', /Message 1 .*text/],
    ['far too much', 'x'.repeat(MAX_PROMPT_CHARACTERS + 1), /16 MB long; at most 16 MB/],
  ])('says what is wrong with %s', (_, text, sentence) => {
    expect(readPrompt(text)).toEqual({
      problem: expect.objectContaining({ message: expect.stringMatching(sentence) as string }) as RunError,
    });
  });
});

describe('a prompt file', () => {
  const read = (text: string) => readPrompt(text, { promptFile: true });

  it('has front matter that is not sent, with numbers that are used', () => {
    const text = '---\nmodel: x\nmax_tokens: 12\ntemperature: 0.2 # low\ntop_p: 3\nseed: 5\n---\n\nWhy?\n';
    expect(read(text)).toEqual({ messages: [user('Why?')], parameters: { maxTokens: 12, temperature: 0.2, seed: 5 } });
  });

  it('has parts under role headings', () => {
    const text = '# System\r\nBe brief.\r\n\r\nuser:\r\nWhy?\r\n\r\n## Assistant\r\nBecause.';
    expect(read(text)).toEqual({
      messages: [{ role: 'system', content: 'Be brief.' }, user('Why?'), { role: 'assistant', content: 'Because.' }],
      parameters: {},
    });
  });

  it('keeps prose and lists that only mention a role', () => {
    const text = 'user\n# Users\nThe system: slow.\n---\nend';
    expect(read(text)).toEqual({ messages: [user(text)], parameters: {} });
  });

  it('may hold nothing but front matter, which is said', () => {
    expect(read('---\na: 1\n---\n')).toMatchObject({
      problem: { kind: 'bad-request', message: expect.stringMatching(/no text/) as string },
    });
  });
});
