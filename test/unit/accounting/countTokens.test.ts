import fc from 'fast-check';
import { countTokens as cl100kCount } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200kCount } from 'gpt-tokenizer/encoding/o200k_base';
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

  // The package takes a byte order mark away before it looks a text up, so that its counts are not those of the encoding.
  const texts = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "it's",
          "IT'S",
          '123456',
          'naïve',
          'नमस्ते',
          '漢字。',
          '👩‍💻',
          '\r\n\n',
          '   ',
          '\t',
          '</a>',
          'Ab,//\n',
        ),
        fc.stringMatching(/^[a-zA-Z]{1,30}$/),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('').replaceAll('\uFEFF', ''));

  test.each([
    ['o200k_base', o200kCount],
    ['cl100k_base', cl100kCount],
  ] as const)('of any text with %s gives what the tokenizer package gives', async (name, theirs) => {
    const encoding = await loadEncoding(name);
    fc.assert(
      fc.property(texts, (text) => {
        expect(countText(text, encoding)).toBe(theirs(text, { disallowedSpecial: new Set() }));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a letter', 'a', 8],
    ['a capital', 'A', 8],
    ['a space', ' ', 128],
  ])('of a megabyte of nothing but %s is exact', async (_, character, mostInToken) => {
    const tokens = await tokensOf(character.repeat(1_048_576));
    expect(tokens).toBe(1_048_576 / mostInToken);
  });

  test('of a byte order mark is that of the encoding', async () => {
    expect(await tokensOf('\uFEFFusing', 'gpt-4')).toBe(1);
  });
});

describe('the pieces of a long text', () => {
  const long = fc
    .array(fc.constantFrom('word', "it's", ' ', '  ', '\n', '12', '。', '漢字', '🙂', ',/', 'é'), {
      minLength: 100,
      maxLength: 300,
    })
    .map((parts) => parts.join('').repeat(700));

  test('are the text, and have as many tokens as the whole', async () => {
    const encoding = await loadEncoding('o200k_base');
    const tokens = (text: string) =>
      [...text.matchAll(encoding.words)].reduce((sum, [word]) => sum + encoding.pairs.count(word), 0);
    fc.assert(
      fc.property(long, (text) => {
        const pieces = [...textPieces(text)];
        expect(pieces.join('')).toBe(text);
        expect(pieces.reduce((sum, piece) => sum + tokens(piece), 0)).toBe(tokens(text));
      }),
      { numRuns: 10 },
    );
  });

  test('never cut a character in two', () => {
    const text = `-${'🙂'.repeat(300_000)}`;
    const pieces = [...textPieces(text)];
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece).toBe(Buffer.from(piece).toString());
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
          expect(last).toBe(o200kCount(parts.join(''), { disallowedSpecial: new Set() }));
        },
      ),
      { numRuns: 20 },
    );
  });

  test('without any border is settled in time, at a cost of a token at most each', async () => {
    const counter = new GrowingCount('unknown');
    let last = 0;
    for (let index = 0; index < 200; index++) last = (await counter.grow('-=+*'.repeat(20))).tokens;
    const whole = o200kCount('-=+*'.repeat(4000));
    expect(Math.abs(last - whole)).toBeLessThanOrEqual(16_000 / 4_096 + 1);
  });

  test('counters are apart, and forgotten when dropped', async () => {
    await accounting.grow('one', 'hello', 'm');
    expect((await accounting.grow('two', 'hello', 'm')).tokens).toBe(1);
    expect((await accounting.grow('one', ' world', 'm')).tokens).toBe(2);
    accounting.drop('one');
    expect((await accounting.grow('one', ' world', 'm')).tokens).toBe(1);
  });
});

test.each([
  ['one two', 3],
  ['one two  three', 7],
  ['one', 0],
  ['one ', 3],
  ["it's", 0],
  ['漢字。', 2],
  ['漢\uD840', 0],
  ['\n\nx', 2],
  ['🙂🙂', 0],
  ['a12', 1],
])('the last border of %j is at %d', (text, at) => expect(lastBorder(text)).toBe(at));

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
