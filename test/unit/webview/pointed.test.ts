import { describe, expect, test } from 'vitest';
import { nextOf } from '../../../webview/view/pointed';

const all = ['a1', 'a2', 'b1', 'b2', 'c1'];
const next = (key: string, from: string | null) =>
  nextOf(key, all, from === null ? -1 : all.indexOf(from), (one) => one[0]);

describe('the keys of a chart', () => {
  test.each([
    ['ArrowRight', 'a1', 'a2'],
    ['ArrowRight', 'c1', 'c1'],
    ['ArrowLeft', 'a1', 'a1'],
    ['ArrowLeft', 'b1', 'a2'],
    ['ArrowDown', 'a1', 'b1'],
    ['ArrowUp', 'c1', 'b2'],
    ['Home', 'b2', 'a1'],
    ['End', 'a1', 'c1'],
  ])('%s leads from %s to %s', (key, from, to) => expect(next(key, from)).toBe(to));

  test('begin at the first when nothing was pointed at', () => {
    expect([next('ArrowRight', null), next('ArrowDown', null), next('ArrowLeft', null)]).toEqual(['a1', 'a1', 'a1']);
  });

  test('lead nowhere past the last group, in an empty chart, or when they mean nothing', () => {
    expect([next('ArrowDown', 'c1'), next('ArrowUp', 'a2'), next('x', 'a1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(nextOf('Home', [], -1, String)).toBeUndefined();
  });
});
