import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Template } from '@huggingface/jinja';
import { readGgufFileInfo } from 'node-llama-cpp';
import { describe, expect, it } from 'vitest';

/** What others rely on in the file itself; what the model says is checked by `media/model/check.mjs`. */
const folder = new URL('../../../media/model/', import.meta.url);
const file = new URL('latency-1m.gguf', folder);
const { metadata } = await readGgufFileInfo(fileURLToPath(file), { logWarnings: false });
const vocabulary = metadata.tokenizer.ggml;
const controlType = 3;

describe('the built-in model', () => {
  it('is at most 5 MB', () => {
    expect(statSync(file).size).toBeLessThanOrEqual(5_000_000);
  });

  it('is the file its README describes', () => {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toContain(sha256);
  });

  it('says what it is', () => {
    expect(metadata.general).toMatchObject({ architecture: 'llama', name: 'Latency 1M', license: 'mit' });
    expect(metadata.general.description).toMatch(/not an assistant/);
  });

  it('holds a prompt of 4 096 tokens and its answer', () => {
    expect(metadata.llama?.context_length).toBe(8192);
  });

  it.each(['<s>', '</s>', '<|user|>', '<|assistant|>', '<|system|>'])(
    'never prints %s: it is a control token',
    (marker) => {
      const index = vocabulary.tokens.indexOf(marker);
      expect(index).toBeGreaterThanOrEqual(0);
      expect(vocabulary.token_type?.[index]).toBe(controlType);
    },
  );

  it('ends with its EOS token', () => {
    expect(vocabulary.tokens[vocabulary.eos_token_id ?? -1]).toBe('</s>');
  });

  it.each([
    [[{ role: 'user', content: 'Hi' }], '<s><|user|>Hi<|assistant|>'],
    [
      [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Yes?' },
        { role: 'user', content: 'Go on' },
      ],
      '<s><|system|>Be brief.<|user|>Hi<|assistant|>Yes?</s><|user|>Go on<|assistant|>',
    ],
  ])('lays out %j', (messages, expected) => {
    const template = new Template(metadata.tokenizer.chat_template ?? '');
    const text = template.render({ messages, bos_token: '<s>', eos_token: '</s>', add_generation_prompt: true });
    expect(text).toBe(expected);
  });
});
