import { describe, expect, test } from 'vitest';
import { plannedUse } from '../../../../src/core/sweep/plannedUse';
import { readNumbers, type NumberRule } from '../../../../src/core/sweep/readNumbers';
import { lengthPlan, loadPlan } from './sweepBuilders';

describe('the most that a sweep uses', () => {
  test('over lengths is every run at its full length, warm-ups too, with an answer to the limit', () => {
    const plan = lengthPlan({ lengths: [100, 200], runs: 3, warmups: 1, maxTokens: 10 });
    // Three of each and a warm-up of the shortest, each a twentieth longer than aimed at.
    expect(plannedUse(plan)).toEqual({ requests: 7, use: { input: 4 * 105 + 3 * 210, output: 70 } });
  });

  test('under load grows with the users, and with the look at how the server batches', () => {
    const plan = loadPlan({ levels: [1, 20], requestsPerLevel: 10, inputTokens: 100, maxTokens: 50 });
    const without = plannedUse(plan);
    // Two single ones; 10 and 3 for one user; three for each of 20 users and 60 around them.
    expect(without).toEqual({ requests: 2 + 13 + 120, use: { input: 105 * 135, output: 50 * 135 } });
    const looked = plannedUse({ ...plan, fingerprint: true });
    expect(looked.requests).toBe(without.requests + 21);
    expect(looked.use.input).toBe(105 * (135 + 3 * 14));
  });

  test('on a schedule is what five seconds ask for, where that is more than was wanted', () => {
    const most = [1, 2, 100].map((rate) => plannedUse(loadPlan({ arrivals: 'poisson', levels: [rate] })).requests);
    expect(most[0]).toBe(most[1]);
    expect(most[2]).toBe(2 + 2 * 500 + 10);
  });
});

describe('numbers in a field', () => {
  const whole: NumberRule = { min: 8, max: 1000, isWhole: true };
  const rates: NumberRule = { min: 0.01, max: 1000, isWhole: false };
  test.each<[string, NumberRule, unknown]>([
    ['', whole, { numbers: [] }],
    ['  , ', whole, { numbers: [] }],
    ['512, 128 256;128', whole, { numbers: [128, 256, 512] }],
    ['0.5,2', rates, { numbers: [0.5, 2] }],
    ['0.5', whole, { wrong: '0.5' }],
    ['12, x', whole, { wrong: 'x' }],
    ['7', whole, { wrong: '7' }],
    ['1001', whole, { wrong: '1001' }],
    ['-5', rates, { wrong: '-5' }],
    ['1e3', whole, { wrong: '1e3' }],
    ['0x10', whole, { wrong: '0x10' }],
    ['0', rates, { wrong: '0' }],
  ])('"%s"', (text, rule, read) => expect(readNumbers(text, rule)).toEqual(read));

  test('are not too many', () => {
    const text = Array.from({ length: 65 }, (_, index) => 100 + index).join(',');
    expect(readNumbers(text, whole)).toEqual({ wrong: '164' });
  });
});
