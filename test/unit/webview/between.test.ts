import { expect, test } from 'vitest';
import { between } from '../../../webview/view/between';
import { wordsFor } from '../../../webview/view/words';

const { duration, exact, format } = wordsFor('en');
const speed = (value: number): string => format.tokenSpeed(value, 'card');

test.each<[string, readonly [number, number], (value: number) => string]>([
  ['204.4 to 213.8 ms', [204.4, 213.8], exact],
  ['950 ms to 1.2 s', [950, 1200], duration],
  ['6\u202f504 to 6\u202f624 tokens/s', [6504, 6624], speed],
  ['$1\u202f410.32 to $1\u202f566.38', [1410.32, 1566.38], format.usd],
  ['1 min 24 s to 1 min 30 s', [84_000, 90_000], duration],
  ['1 to 2 min', [60_000, 120_000], duration],
  ['0 to 0.2 ms', [-0.0001, 0.2], duration],
])('%s', (text, interval, word) => {
  expect(between(interval, word).replaceAll('\u00a0', ' ')).toBe(text);
});
