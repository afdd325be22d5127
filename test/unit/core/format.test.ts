import { describe, expect, test } from 'vitest';
import { formatFor } from '../../../src/core/format';

const en = formatFor('en');
/** The thin space of thousands, made visible. */
const shown = (text: string): string => text.replaceAll('\u202F', '_').replaceAll('\u00A0', '~');

describe('durations', () => {
  test.each([
    [0, '0 ms', '0.00 ms'],
    [0.4213, '0.421 ms', '0.42 ms'],
    [9.999, '10 ms', '10.00 ms'],
    [21.3, '21.3 ms', '21.3 ms'],
    [312.4, '312 ms', '312.4 ms'],
    [999.4, '999 ms', '999.4 ms'],
    [999.6, '1 s', '999.6 ms'],
    [2163, '2.16 s', '2_163.0 ms'],
    [59_940, '59.9 s', '59_940.0 ms'],
    [59_960, '1 min', '59_960.0 ms'],
    [125_400, '2 min 5 s', '125_400.0 ms'],
    [3_720_000, '1 h 2 min', '3_720_000.0 ms'],
  ])('%d ms', (ms, card, table) => {
    expect([en.duration(ms, 'card'), en.duration(ms, 'table')].map(shown)).toEqual([card, table]);
  });
});

describe('speeds', () => {
  test.each([
    [47, '47 tokens/s', '47.0 tok/s'],
    [4.256, '4.26 tokens/s', '4.3 tok/s'],
    [999.4, '999 tokens/s', '999.4 tok/s'],
    [12_876.4, '12_876 tokens/s', '12_876.4 tok/s'],
  ])('%d', (value, card, table) => {
    expect([en.tokenSpeed(value, 'card'), en.tokenSpeed(value, 'table')].map(shown)).toEqual([card, table]);
  });
  test('of characters', () => expect(en.characterSpeed(210, 'card')).toBe('210 characters/s'));
});

describe('US dollars', () => {
  test.each([
    [0, '$0'],
    [1e-12, '< $0.000000001'],
    [0.0000021, '$0.0000021'],
    [0.002138, '$0.00214'],
    [0.5, '$0.50'],
    [0.1234, '$0.123'],
    [2.1, '$2.10'],
    [1234.5, '$1_234.50'],
  ])('%d', (amount, expected) => expect(shown(en.usd(amount))).toBe(expected));

  test('for a thousand calls', () => expect(shown(en.usdPerThousand(0.00214))).toBe('$2.14 per 1_000'));
});

describe('how many times as large', () => {
  test.each([
    [1.004, '1.00'],
    [9.994, '9.99'],
    [9.996, '10.0'],
    [45.76, '45.8'],
    [202.26, '202'],
  ])('%d', (ratio, expected) => expect(en.ratio(ratio)).toBe(expected));
});

test('shares', () => expect(en.percent(0.0579)).toBe('5.8%'));

describe('other languages', () => {
  test.each([
    ['de', '1_812', '21,3 ms', '0,00214~$'],
    ['zh-cn', '1_812', '21.3 ms', '$0.00214'],
    ['fr', '1_812', '21,3 ms', '0,00214~$'],
    ['no such language', '1_812', '21.3 ms', '$0.00214'],
  ])('%s', (locale, count, duration, usd) => {
    const format = formatFor(locale);
    expect([format.count(1812), format.duration(21.3, 'card'), format.usd(0.00214)].map(shown)).toEqual([
      count,
      duration,
      usd,
    ]);
  });
});

test('formatters are made once for each language', () => expect(formatFor('de')).toBe(formatFor('de')));
