import { describe, expect, it } from 'vitest';
import { MAX_PROMPT_CHARACTERS } from '../../../src/config/promptLimits';
import { readPrompt } from '../../../src/config/readPrompt';
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
    expect(readPrompt(text)).toMatchObject({ messages: [user(text)], parameters: {} });
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
    expect(readPrompt(text)).toMatchObject({
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
    expect(readPrompt(JSON.stringify(body))).toMatchObject({
      wish: { target: null, models: ['other'] },
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
