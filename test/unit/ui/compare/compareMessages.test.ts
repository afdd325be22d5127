import { describe, expect, test } from 'vitest';
import { readPlan } from '../../../../src/messages/compareTabMessages';
import { readFromPanel } from '../../../../src/messages/panelMessages';
import { PLAN } from '../../../webview/support/comparisons';

const PICTURE = { type: 'compareSavePicture', name: 'race' };

describe('what came from the Compare tab', () => {
  test.each<[string, unknown, unknown]>([
    ['a wish', { type: 'compareWish', wish: 'pause' }, { type: 'compareWish', wish: 'pause' }],
    ['a wish that is none', { type: 'compareWish', wish: 'format-disk' }, null],
    ['a run', { type: 'compareShowRun', runId: 'r', more: 1 }, { type: 'compareShowRun', runId: 'r' }],
    ['a run without a name', { type: 'compareShowRun', runId: 7 }, null],
    ['runs', { type: 'compareAsk', runIds: ['a', 'b'] }, { type: 'compareAsk', runIds: ['a', 'b'] }],
    ['runs of which one is none', { type: 'compareAsk', runIds: ['a', null] }, null],
    ['a plan', { type: 'comparePlan', plan: PLAN }, { type: 'comparePlan', plan: PLAN }],
    ['a plan of something else', { type: 'comparePlan', plan: { targets: 'all' } }, null],
    ['a picture as SVG', { ...PICTURE, format: 'svg', data: '<svg >' }, { ...PICTURE, format: 'svg', data: '<svg >' }],
    ['a picture as PNG', { ...PICTURE, format: 'png', data: 'aGk=' }, { ...PICTURE, format: 'png', data: 'aGk=' }],
    ['a picture with a path', { ...PICTURE, name: '../x', format: 'svg', data: '<svg >' }, null],
    ['a picture that is none', { ...PICTURE, format: 'svg', data: '<script>' }, null],
    ['a picture of another kind', { ...PICTURE, format: 'gif', data: 'aGk=' }, null],
    ['a picture that is no base64', { ...PICTURE, format: 'png', data: '<svg >' }, null],
    ['a tab', { type: 'tab', tab: 'compare' }, { type: 'tab', tab: 'compare' }],
    ['something else', { type: 'compareEverything' }, null],
  ])('%s', (_, message, read) => {
    expect(readFromPanel(message)).toEqual(read);
  });
});

describe('a plan', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['too many runs', { runs: 1e9 }, { runs: 1000 }],
    ['half a run', { runs: 2.6 }, { runs: 3 }],
    ['no run', { runs: -4 }, { runs: 1 }],
    ['a target twice', { targets: ['a', 'a', 'b'] }, { targets: ['a', 'b'] }],
    ['an endless answer', { maxTokens: Infinity }, { maxTokens: null }],
    ['a width of nothing', { within: 0 }, { within: 0.001 }],
  ])('%s is brought within its limits', (_, change, expected) => {
    expect(readPlan({ ...PLAN, ...change })).toMatchObject(expected as object);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a number', 3],
    ['without runs', { ...PLAN, runs: 'ten' }],
    ['of another cache', { ...PLAN, cache: 'hot' }],
  ])('%s is none', (_, value) => {
    expect(readPlan(value)).toBeNull();
  });
});
