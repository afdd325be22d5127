import { randomFrom } from './randomFrom';

/** Parts of plain sentences about nothing in particular, so that no filter minds them and no answer is long known. */
const WHO = ['The gardener', 'A neighbour', 'The night train', 'My sister', 'The old clock', 'A letter', 'The library'];
const DOES = ['waited for', 'passed', 'remembered', 'described', 'looked after', 'walked around', 'returned to'];
const WHAT = [
  'the quiet harbour',
  'a wooden bridge',
  'the long road',
  'an empty house',
  'the summer market',
  'a small lamp',
];
const WHEN = [
  'before the rain',
  'in the early morning',
  'at the end of the week',
  'without a word',
  'for the second time',
];
const MORE = [
  'and nobody asked why',
  'while the kettle boiled',
  'as the shops were closing',
  'since it was still light',
];

/** So many words of plain English, in an order that follows from the seed. */
export function neutralWords(words: number, seed: string): string {
  const random = randomFrom(seed);
  const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const text: string[] = [];
  while (text.length < words)
    text.push(...`${one(WHO)} ${one(DOES)} ${one(WHAT)} ${one(WHEN)}, ${one(MORE)}.`.split(' '));
  return text.slice(0, words).join(' ');
}
