import { expect, test } from 'vitest';
import { formatFor } from '../../../src/core/format';
import type { CountedPrompt } from '../../../src/messages/tokenCountMessages';
import { countHover, countText } from '../../../src/ui/tokenCountText';

const format = formatFor('en');
const base: CountedPrompt = {
  tokens: 1234,
  tokenizer: 'o200k_base',
  isModelsOwn: true,
  target: { name: 'my [x](y)', model: 'gpt-5' },
  openVariables: 0,
  images: 0,
};

test.each<[string, Partial<CountedPrompt>, string]>([
  ['exact', {}, '1\u202F234 tokens'],
  ['one', { tokens: 1 }, '1 token'],
  ['with another tokenizer', { isModelsOwn: false }, '≈ 1\u202F234 tokens'],
  ['with variables to come', { openVariables: 1 }, '≈ 1\u202F234 tokens'],
  ['with images', { images: 1 }, '≈ 1\u202F234 tokens'],
])('%s', (_, change, text) => expect(countText({ ...base, ...change }, format)).toBe(`$(symbol-string) ${text}`));

test.each<[string, Partial<CountedPrompt>, RegExp]>([
  ['the tokenizer', {}, /Counted with `o200k_base`, the tokenizer of gpt\\-5/],
  [
    'that it is a guess',
    { isModelsOwn: false },
    /Estimated with the tokenizer `o200k_base`; that of gpt\\-5 is not known here/,
  ],
  ['that no target is chosen', { isModelsOwn: false, target: null }, /as no target is chosen/],
  [
    'the share of the context window',
    { target: { name: 'my [x](y)', contextWindow: 12340 } },
    /10% of the context window of my \\\[x\\\]\\\(y\\\)/,
  ],
  ['variables', { openVariables: 2 }, /Variables without a value count as they stand: 2\./],
  ['images', { images: 3 }, /Images are not counted: 3\./],
])('the hover says %s', (_, change, sentence) =>
  expect(countHover({ ...base, ...change }, 'selection', format)).toMatch(sentence),
);
