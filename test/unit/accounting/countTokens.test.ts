import fc from 'fast-check';
import { countTokens as wholeCount } from 'gpt-tokenizer/encoding/o200k_base';
import { modelToEncodingMap } from 'gpt-tokenizer/mapping';
import { describe, expect, test } from 'vitest';
import { createAccounting } from '../../../src/accounting/accounting';
import { countText, countWhileWanted } from '../../../src/accounting/countTokens';
import { encodingOf } from '../../../src/accounting/encodingOf';
import { loadEncoding } from '../../../src/accounting/encodings';
import { GrowingCount } from '../../../src/accounting/growingCount';
import { lastBorder, textPieces } from '../../../src/accounting/textPieces';

const accounting = createAccounting();
const tokensOf = async (text: string, model = 'unknown'): Promise<number> =>
  (await accounting.count({ text }, model)).tokens;

describe('the encoding of', () => {
  test.each([
    ['gpt-4o', 'o200k_base', true],
    ['openai/gpt-4o-mini-2024-07-18', 'o200k_base', true],
    ['ft:gpt-4o-mini:team::id', 'o200k_base', true],
    ['gpt-5-mini', 'o200k_base', true],
    ['o3-mini', 'o200k_base', true],
    ['gpt-4-turbo', 'cl100k_base', true],
    ['gpt-3.5-turbo-0125', 'cl100k_base', true],
    ['gpt-35-turbo', 'cl100k_base', true],
    ['openai/gpt-oss-20b', 'o200k_harmony', false],
    ['qwen2.5-7b-instruct', 'o200k_base', false],
    ['gpt4all-j', 'o200k_base', false],
    ['', 'o200k_base', false],
  ] as const)("%s is %s, the model's own: %s", (model, name, isModelsOwn) => {
    expect(encodingOf(model)).toEqual({ name, isModelsOwn });
  });

  test('every chat model that the tokenizer package lists by name is the one it says', () => {
    const chat = Object.entries(modelToEncodingMap).filter(([name]) => /^gpt-(?:3\.5|4|oss)/.test(name));
    expect(chat.length).toBeGreaterThan(10);
    for (const [name, encoding] of chat) expect([name, encodingOf(name).name]).toEqual([name, encoding]);
  });
});

describe('counting', () => {
  test('agrees with known values', async () => {
    expect(await tokensOf('hello world')).toBe(2);
    expect(await tokensOf('')).toBe(0);
    expect(await tokensOf('tiktoken is great!', 'gpt-4')).toBe(6);
  });

  test('takes special tokens in a text for ordinary text instead of throwing', async () => {
    expect(await tokensOf('<|endoftext|>')).toBeGreaterThan(1);
    expect(await tokensOf('<|im_start|>user<|im_end|>', 'gpt-4')).toBeGreaterThan(3);
  });

  test('adds the chat format where it is known, and leaves it out where it is not', async () => {
    const messages = [{ role: 'user' as const, content: 'hello world' }];
    // OpenAI's published count for this prompt: 3 + 1 (role) + 2 + 3.
    expect(await accounting.count({ messages }, 'gpt-4o')).toEqual({
      tokens: 9,
      tokenizer: 'o200k_base',
      isModelsOwn: true,
    });
    expect(await accounting.count({ messages }, 'qwen')).toEqual({
      tokens: 2,
      tokenizer: 'o200k_base',
      isModelsOwn: false,
    });
  });

  test('a text with spaces is cut only where nothing changes', async () => {
    const count = await loadEncoding('o200k_base');
    const words = fc.array(
      fc.oneof(
        fc.constantFrom('word', "it's", '123', 'naïve', '漢字', '🙂', '\n\n', '  ', '\t', '</a>', 'Ab,'),
        fc.string(),
      ),
      {
        minLength: 200,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ').repeat(60);
        expect([...textPieces(text)].join('')).toBe(text);
        expect(
          Math.abs(countText(text, count) - wholeCount(text, { disallowedSpecial: new Set() })),
        ).toBeLessThanOrEqual(Math.ceil(text.length / 32_768));
      }),
      { numRuns: 15 },
    );
  });

  test('of one endless word ends soon, and is close', async () => {
    const text = 'a'.repeat(1_000_000);
    const tokens = await tokensOf(text);
    expect(tokens).toBeGreaterThan(1_000_000 / 16);
    expect(tokens).toBeLessThan(1_000_000 / 4);
  });

  test('never cuts a character in two', () => {
    const text = '🙂'.repeat(100_000);
    for (const piece of textPieces(text)) expect(piece).toBe(Buffer.from(piece).toString());
  });
});

describe('a growing text', () => {
  test('however it is cut, counts as the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z ,.\n]{0,12}$/), { minLength: 50, maxLength: 200 }),
        async (parts) => {
          const counter = new GrowingCount('unknown');
          let last = 0;
          for (const part of parts) last = (await counter.grow(part)).tokens;
          expect(last).toBe(wholeCount(parts.join(''), { disallowedSpecial: new Set() }));
        },
      ),
      { numRuns: 20 },
    );
  });

  test('without any space is settled in time, at a cost of a token at most each', async () => {
    const counter = new GrowingCount('unknown');
    let last = 0;
    for (let index = 0; index < 200; index++) last = (await counter.grow('漢字仮名交じり文。'.repeat(10))).tokens;
    const whole = wholeCount('漢字仮名交じり文。'.repeat(2000));
    expect(Math.abs(last - whole)).toBeLessThanOrEqual(18_000 / 2_048 + 18_000 / 4_096 + 1);
  });

  test('counters are apart, and forgotten when dropped', async () => {
    await accounting.grow('one', 'hello', 'm');
    expect((await accounting.grow('two', 'hello', 'm')).tokens).toBe(1);
    expect((await accounting.grow('one', ' world', 'm')).tokens).toBe(2);
    accounting.drop('one');
    expect((await accounting.grow('one', ' world', 'm')).tokens).toBe(1);
  });
});

test('a border lies between two words, never inside a run of spaces', () => {
  expect(lastBorder('one two')).toBe(3);
  expect(lastBorder('one two  three')).toBe(3);
  expect(lastBorder('one')).toBe(0);
  expect(lastBorder('one ')).toBe(0);
});

describe('a count that may be given up', () => {
  const messages = [
    { role: 'system' as const, content: 'Be brief.' },
    { role: 'user' as const, content: 'lorem ipsum dolor sit amet '.repeat(40_000) },
  ];

  test('gives the same number as one in one go', async () => {
    const whole = await createAccounting().count({ messages }, 'gpt-4o');
    expect(await countWhileWanted(messages, 'gpt-4o', () => true)).toEqual(whole);
  });

  test('ends as soon as nobody wants it, and gives nothing', async () => {
    let looks = 0;
    const isWanted = () => looks++ < 0;
    expect(await countWhileWanted(messages, 'gpt-4o', isWanted)).toBeNull();
    expect(looks).toBe(1);
  });
});
