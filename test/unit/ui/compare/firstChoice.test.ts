import { expect, test } from 'vitest';
import { firstChoice } from '../../../../src/ui/compare/firstChoice';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

test('a comparison begins with the target in use, wherever it stands in a long list', () => {
  expect(firstChoice(names, 'f')).toEqual(['f', 'a', 'b', 'c']);
});

test('without a target in use, or with one that cannot be chosen, it begins with the first of the list', () => {
  expect(firstChoice(names, undefined)).toEqual(['a', 'b', 'c', 'd']);
  expect(firstChoice(['a'], 'gone')).toEqual(['a']);
});
