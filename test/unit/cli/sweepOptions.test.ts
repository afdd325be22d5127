import { describe, expect, test } from 'vitest';
import { sweepOptions } from '../../../src/cli/sweepOptions';

const options = (line: string) => sweepOptions(line.split(' ').filter((word) => word !== ''));

describe('sweep length', () => {
  test('by itself is the built-in text, lengths up to the context, five runs of each', () =>
    expect(options('length')).toMatchObject({
      kind: 'length',
      file: null,
      lengths: null,
      runs: 5,
      warmup: 2,
      answerTokens: 32,
      cache: 'cold',
      workload: null,
      caps: { requests: null, tokens: null, usd: null },
    }));

  test('takes lengths in any order, each once', () =>
    expect(options('length --lengths 512,64,512,128').lengths).toEqual([64, 128, 512]));

  test.each([
    ['1750+500', {}],
    ['1750+500@20', { users: 20 }],
    ['1750+500@2.5/s', { requestsPerSecond: 2.5 }],
    ['1750+500@9000/month', { requestsPerMonth: 9000 }],
  ])('understands the workload %s', (text, load) =>
    expect(options(`length --workload ${text}`).workload).toEqual({
      ...{ inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null, requestsPerMonth: null },
      ...load,
    }),
  );

  test('understands claims', () =>
    expect(options('length --workload 10+10 --claim ttft<=300 --claim tokens/s>=50.5').claims).toEqual([
      { metric: 'ttftMs', relation: 'at-most', value: 300 },
      { metric: 'decodeTokensPerSecond', relation: 'at-least', value: 50.5 },
    ]));

  test('takes budgets, of which the last of a name counts', () =>
    expect(options('load --budget ttft<=500 --budget tpot<=40.5 --budget ttft<=300').budgets).toEqual({
      ttftMs: 300,
      tpotMs: 40.5,
    }));

  test('takes a price', () =>
    expect(options('length --price 0.5/1.5').price).toEqual({ inputPerMTok: 0.5, outputPerMTok: 1.5 }));

  test('takes caps', () =>
    expect(options('length --cap-requests 9 --cap-tokens 1000 --cap-usd 0.5').caps).toEqual({
      requests: 9,
      tokens: 1000,
      usd: 0.5,
    }));
});

test.each([
  ['', /Say what to vary/],
  ['width', /sweep is one of length/],
  ['length --lengths 999999999', /--lengths goes from 8 to 10000000/],
  ['load --users 1000000', /--users goes from 1 to 5000/],
  ['load --rates 0.0000001', /--rates goes from 0.01 to 1000/],
  ['load --level-time 99999999', /--level-time goes from 1 to 86400/],
  ['load --level-time 0', /--level-time goes from 1/],
  ['load --think 99999999', /--think goes from 0/],
  ['load --budget ttft>=3', /--budget wants/],
  ['load --budget ttft<=0', /--budget wants/],
  ['length --price 3', /--price wants US dollars/],
  ['length a b', /One text at a time/],
  ['length --lengths 10,x', /--lengths wants a whole number/],
  ['length --lengths 1', /from 8/],
  ['length --workload 10', /INPUT\+OUTPUT/],
  ['length --claim ttft<=3', /wants --workload/],
  ['length --workload 1+1 --claim speed<=3', /it knows ttft/],
  ['length --cap-usd 0', /above zero/],
  ['length --cache as-is', /--cache is one of cold, warm/],
  ['length --target a --url http://b', /either --target or --url/],
])('"sweep %s" is refused with a sentence', (line, sentence) => expect(() => options(line)).toThrow(sentence));
