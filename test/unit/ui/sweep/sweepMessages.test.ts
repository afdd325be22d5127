import { describe, expect, test } from 'vitest';
import { readFromPanel, readTab } from '../../../../src/messages/panelMessages';
import { FIRST_FORM, holdsTogether, readForm } from '../../../../src/messages/sweepForm';

describe('what came from the Sweep tab', () => {
  test.each<[string, unknown, unknown]>([
    ['a look at it', { type: 'sweepOpen', more: 1 }, { type: 'sweepOpen' }],
    ['a wish', { type: 'sweepWish', wish: 'start' }, { type: 'sweepWish', wish: 'start' }],
    ['a wish that is none', { type: 'sweepWish', wish: 'format-disk' }, null],
    [
      'a form',
      { type: 'sweepForm', form: FIRST_FORM, revision: 3 },
      { type: 'sweepForm', form: FIRST_FORM, revision: 3 },
    ],
    ['a form that nobody counted', { type: 'sweepForm', form: FIRST_FORM }, null],
    ['a form of something else', { type: 'sweepForm', form: 'all' }, null],
    ['no form', { type: 'sweepForm' }, null],
    [
      'a question of the workload card',
      { type: 'sweepCard', question: { workload: null, claims: [] } },
      { type: 'sweepCard', question: { workload: null, claims: [] } },
    ],
    ['a question that is none', { type: 'sweepCard', question: 'how much?' }, null],
    [
      'a picture',
      { type: 'sweepSavePicture', name: 'ttft', format: 'svg', data: '<svg >' },
      { type: 'sweepSavePicture', name: 'ttft', format: 'svg', data: '<svg >' },
    ],
    [
      'a picture of pixels',
      { type: 'sweepSavePicture', name: 'load', format: 'png', data: 'iVBORw==' },
      { type: 'sweepSavePicture', name: 'load', format: 'png', data: 'iVBORw==' },
    ],
    ['a picture with a path', { type: 'sweepSavePicture', name: '../x', format: 'svg', data: '<svg >' }, null],
    ['a picture that is none', { type: 'sweepSavePicture', name: 'ttft', format: 'svg', data: '<script>' }, null],
    ['a picture of an unknown kind', { type: 'sweepSavePicture', name: 'ttft', format: 'gif', data: 'R0lG' }, null],
    ['pixels that are words', { type: 'sweepSavePicture', name: 'ttft', format: 'png', data: '<svg >' }, null],
    ['a tab', { type: 'tab', tab: 'sweep' }, { type: 'tab', tab: 'sweep' }],
  ])('%s', (_, message, read) => expect(readFromPanel(message)).toEqual(read));

  test('a tab of an earlier version is none', () => expect(readTab('sweeps')).toBeNull());
});

describe('a form', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['too many runs', { runs: 1e9 }, { runs: 100 }],
    ['half a run', { runs: 2.6 }, { runs: 3 }],
    ['half a second', { thinkSeconds: 0.5 }, { thinkSeconds: 0.5 }],
    ['no cap', { capUsd: null }, { capUsd: null }],
    ['an endless cap', { capUsd: Infinity }, { capUsd: null }],
    ['a target that is none', { target: 7 }, { target: null }],
    ['no target', { target: null }, { target: null }],
    [
      'words of its own',
      { arrivals: 'sometimes', cache: 'hot', kind: 'width' },
      { arrivals: 'closed', cache: 'cold', kind: 'length' },
    ],
    ['a book for a list', { lengths: 'x'.repeat(5000) }, { lengths: 'x'.repeat(1000) }],
    ['a field that nobody knows', { evil: 1 }, FIRST_FORM],
  ])('with %s is brought within its limits', (_, change, expected) =>
    expect(readForm({ ...FIRST_FORM, ...change })).toMatchObject(expected as object),
  );

  test('keeps what a part of it leaves out', () => {
    const before = { ...FIRST_FORM, runs: 9, capUsd: 3, target: 'a' };
    expect(readForm({ warmups: 1 }, before)).toEqual({ ...before, warmups: 1 });
    expect(readForm({ evil: 1 }, before)).not.toHaveProperty('evil');
  });

  test.each<[string, Partial<typeof FIRST_FORM>, boolean]>([
    ['no lengths are the usual ones', { lengths: '' }, true],
    ['a length is no word', { lengths: '128, all' }, false],
    ['no users are none', { kind: 'load', users: '' }, false],
    ['the users of another kind of arrival do not matter', { kind: 'load', arrivals: 'constant', users: 'x' }, true],
    ['rates may have decimals', { kind: 'load', arrivals: 'constant', rates: '0.25 1.5' }, true],
  ])('%s', (_, change, holds) => expect(holdsTogether({ ...FIRST_FORM, ...change })).toBe(holds));
});
