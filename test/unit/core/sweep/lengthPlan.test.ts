import { describe, expect, test } from 'vitest';
import { CapLedger } from '../../../../src/core/sweep/capLedger';
import { defaultLengths, lengthSteps } from '../../../../src/core/sweep/lengthSteps';
import { sizedPrompt, wordsFor } from '../../../../src/core/sweep/sizedPrompt';
import { lengthPlan } from './sweepBuilders';

const builtIn = { own: null, source: 'built-in text' };
const textOf = (...args: Parameters<typeof sizedPrompt>): string => sizedPrompt(...args).messages[0]?.content ?? '';

describe('the order of a length sweep', () => {
  test('is warm-ups, then rounds there and back', () => {
    const steps = lengthSteps(lengthPlan({ lengths: [10, 20, 30], runs: 2, warmups: 2 }));
    expect(steps.map(({ wantedTokens }) => wantedTokens)).toEqual([10, 30, 10, 20, 30, 30, 20, 10]);
    expect(steps.map(({ isWarmup }) => isWarmup).lastIndexOf(true)).toBe(1);
  });

  test('in the warm mode sends each length once before it counts', () => {
    const steps = lengthSteps(lengthPlan({ lengths: [10, 20, 30], runs: 1, warmups: 2, cache: 'warm' }));
    expect(steps.map(({ wantedTokens }) => wantedTokens)).toEqual([10, 30, 10, 20, 30, 10, 20, 30]);
    expect(steps.map(({ isWarmup }) => isWarmup).lastIndexOf(true)).toBe(4);
  });

  test.each([
    [4096, 32, [128, 256, 512, 1024, 2048]],
    [8192, 32, [128, 256, 512, 1024, 2048, 4096]],
    [null, 32, [128, 256, 512, 1024, 2048, 4096]],
    [100, 32, [64]],
  ])('for a context of %s and answers of %i has lengths %j', (context, answer, lengths) =>
    expect(defaultLengths(context, answer)).toEqual(lengths),
  );
});

describe('a prompt', () => {
  test('begins with its nonce, and differs all through from one with another', () => {
    const [a, b] = [textOf(builtIn, 200, 'aa11'), textOf(builtIn, 200, 'bb22')];
    expect(a.startsWith('aa11\n')).toBe(true);
    const runsOf = (text: string): string[] =>
      text.split(' ').map((_, at, words) => words.slice(at, at + 12).join(' '));
    const known = new Set(runsOf(b));
    expect(runsOf(a).filter((run) => known.has(run)).length / 200).toBeLessThan(0.2);
    expect(textOf(builtIn, 200, 'aa11')).toBe(a);
  });

  test('of own text holds just these words, again from the start when they run out', () => {
    const words = (count: number): string =>
      textOf({ own: 'one two\nthree', source: 'a.txt' }, count, 'n').split('\n\n').slice(1, -1).join(' ');
    expect([2, 3, 5].map(words)).toEqual(['one two', 'one two\nthree', 'one two\nthree one two']);
  });

  test.each([
    ['Chinese', '延迟是指从请求发出到收到第一个令牌的时间。'.repeat(50), 40],
    ['Thai', 'เวลาที่ใช้ในการตอบ'.repeat(50), 40],
    ['one long address', 'x'.repeat(5_000), 8 * 40],
  ])('of a text without blanks (%s) is cut where it has to be', (_, own, mostCharacters) => {
    const body = textOf({ own, source: 'a.txt' }, 40, 'n').split('\n\n')[1] ?? '';
    expect(body.length).toBeGreaterThanOrEqual(40);
    expect(body.length).toBeLessThanOrEqual(mostCharacters);
    expect(own.startsWith(body)).toBe(true);
  });

  test('is not longer than wanted at the first try, whatever the script, and comes near it at the second', () => {
    for (const perWord of [0.6, 0.9, 1.25, 1.9])
      for (const around of [13, 35, 60]) {
        const tokensOf = (words: number): number => around + perWord * words;
        const words = wordsFor(256, []);
        const first = { words, tokens: tokensOf(words) };
        expect(first.tokens).toBeLessThanOrEqual(256 * 1.05);
        expect(tokensOf(wordsFor(4096, [first])) / 4096).toBeLessThan(1.2);
      }
  });

  test('of a wanted number of tokens follows from what earlier ones came to', () => {
    const seen = [50, 400].map((words) => ({ words, tokens: 20 + 1.5 * words }));
    expect(wordsFor(1520, seen)).toBe(1000);
    expect(wordsFor(1, seen)).toBe(1);
    expect(wordsFor(1035, [{ words: 100, tokens: 235 }])).toBe(500);
  });

  test.each([
    ['the same number each time', [12, 12, 12]],
    ['next to no growth', [12, 12.0001, 12.0002]],
    ['less for more', [300, 200, 100]],
  ])('does not grow into a book when a server tells %s', (_, told) => {
    const seen = told.map((tokens, index) => ({ words: 50 * (index + 1), tokens }));
    expect(wordsFor(1000, seen)).toBeLessThanOrEqual(3_400);
  });
});

describe('caps', () => {
  const none = { requests: null, tokens: null, usd: null };
  const price = { source: 'user-price', priceDate: null, model: null, inputPerMTok: 1, outputPerMTok: 10 } as const;
  const use = { input: 1000, output: 100 };

  test.each([
    ['requests', { ...none, requests: 2 }],
    ['tokens', { ...none, tokens: 3000 }],
    ['usd', { ...none, usd: 0.005 }],
  ] as const)('on %s leave room for two such requests, not for three', (name, caps) => {
    const ledger = new CapLedger(caps);
    ledger.price = price;
    expect(ledger.broken(use)).toBeNull();
    ledger.add(use, false);
    expect(ledger.broken(use)).toBeNull();
    ledger.add(use, false);
    expect(ledger.broken(use)).toBe(name);
    expect(ledger.spent).toEqual({ requests: 2, tokens: 2200, usd: 0.004, atLeast: false });
  });

  test('on money without a price leave no room', () =>
    expect(new CapLedger({ ...none, usd: 1 }).broken(use)).toBe('usd'));
});
