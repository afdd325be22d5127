import { describe, expect, test } from 'vitest';
import type { RunComparison } from '../../../../src/core/statistics/compareRuns';
import { EMPTY_COMPARE, openCompare, type CompareModel } from '../../../../webview/state/compareModel';
import { compareRows } from '../../../../webview/state/compareRows';
import { reduceCompare } from '../../../../webview/state/reduceCompare';
import { compareSentence } from '../../../../webview/view/compare/compareSentence';
import { chipOf } from '../../../../webview/view/compare/compareWords';
import { wordDifferences } from '../../../../webview/view/compare/wordDifferences';
import type { CompareTools } from '../../../../webview/view/compare/parts';
import { wordsFor } from '../../../../webview/view/words';
import { FOUR, logOf, stateOf, type Racer } from '../../../webview/support/comparisons';

const words = wordsFor('en');
const tools = { words } as CompareTools;
const modelOf = (racers: readonly Racer[], runs = 10): CompareModel =>
  openCompare(EMPTY_COMPARE, stateOf(logOf({ racers, runs })));
const said = (model: CompareModel): string =>
  compareSentence(compareRows(model), tools)
    .map(({ text, strong }) => (strong ? `*${text}*` : text))
    .join('');

describe('a verdict as a chip', () => {
  const comparison = (parts: Partial<RunComparison>): RunComparison => ({
    ...{ ratio: 1.61, ci95: [1.52, 1.7], verdict: 'a-faster', runsNeeded: null },
    ...parts,
  });

  test.each<[string, Partial<RunComparison>, string, string]>([
    ['slower', {}, 'slower', 'TPOT 1.61× slower'],
    ['faster', { ratio: 0.64, ci95: [0.6, 0.7], verdict: 'b-faster' }, 'faster', 'TPOT 1.56× faster'],
    ['the same', { ratio: 1, ci95: [0.9, 1.1], verdict: 'no-difference-shown' }, 'same', 'TPOT no difference shown'],
    ['too few runs', { verdict: 'more-runs-needed', runsNeeded: 24 }, 'more', 'TPOT: about 14 more runs'],
    ['enough by now', { verdict: 'more-runs-needed', runsNeeded: 4 }, 'more', 'TPOT: about one more run'],
  ])('%s', (_, parts, kind, text) => {
    expect(chipOf('tpotMs', comparison(parts), 10, words)).toMatchObject({ kind, text });
  });
});

describe('what a comparison says', () => {
  test('names the first only where the runs show it', () => {
    expect(said(modelOf([FOUR[0]!, FOUR[3]!]))).toMatch(
      /^\*local vLLM int4\* answers first, after \*\d+ ms\*; \*hosted B\* takes \*\d\.\d\d\* times as long \(95% interval .*\)\. \*hosted B\* writes fastest, /,
    );
    const equal = [{ name: 'one' }, { name: 'two' }];
    expect(said(modelOf(equal))).toContain('whether *');
  });

  test('with one target it says its median, with none that there is none', () => {
    expect(said(modelOf([FOUR[0]!], 6))).toMatch(/answers after \*\d+ ms\* \(median of 6 runs\)/);
    expect(said(modelOf([FOUR[0]!], 1))).toContain('(one run)');
    expect(said(modelOf([{ name: 'dead', fails: () => true }]))).toBe('No target has a completed run.');
  });

  test('a name with the marks of strong words breaks nothing', () => {
    expect(said(modelOf([{ name: 'a\u0002b\u0003c' }], 6))).toMatch(/^\*abc\* answers after/);
  });
});

describe('the rows of the table', () => {
  test('are compared with the first that has answered', () => {
    const views = compareRows(modelOf([{ name: 'dead', fails: () => true }, ...FOUR.slice(0, 2)]));
    expect(views.map(({ isReference }) => isReference)).toEqual([false, true, false]);
    expect(Object.keys(views[2]!.against)).toEqual(['ttftMs', 'tpotMs', 'e2eMs']);
  });

  test('what has no number comes last, whichever way is up', () => {
    const model = modelOf([{ name: 'dead', fails: () => true }, ...FOUR.slice(0, 2)]);
    for (const descending of [false, true]) {
      const views = compareRows({ ...model, sort: { by: 'ttftMs', descending } });
      expect(views.at(-1)!.row.target.name).toBe('dead');
    }
  });
});

describe('news of a series', () => {
  const whole = logOf({ runs: 2 });

  test('heard one by one it is the same as the whole state', () => {
    const begun = stateOf(logOf({ runs: 2, made: 0 }), { phase: 'running', ending: null });
    let model = openCompare(EMPTY_COMPARE, begun);
    for (let made = 1; made <= whole.made; made += 1) {
      const { runs, rows } = logOf({ runs: 2, made }).shown();
      const run = runs.at(-1)!;
      model = reduceCompare(model, { type: 'compareRunDone', run, row: rows[run.target]! });
    }
    model = reduceCompare(model, { type: 'comparePhase', phase: 'ended', ending: 'completed' });
    expect(model.series).toEqual(stateOf(whole).series);
  });

  test('means nothing before the whole state has come', () => {
    const news = { type: 'comparePhase', phase: 'paused', ending: null } as const;
    expect(reduceCompare(EMPTY_COMPARE, news)).toBe(EMPTY_COMPARE);
  });

  test('another series forgets what was chosen in the one before', () => {
    const model = { ...modelOf(FOUR), hidden: new Set([1]), scrubMs: 40 };
    const series = { ...stateOf(whole).series!, id: 'series-2' };
    expect(reduceCompare(model, { type: 'compareSeries', series })).toMatchObject({ hidden: new Set(), scrubMs: null });
  });
});

describe('the differences of two answers', () => {
  test('put together again they are the two texts', () => {
    const [left, right] = ['One two  three.\nFour', 'One 2 three!\nFour five'];
    const parts = wordDifferences(left, right)!;
    const join = (side: string) =>
      parts
        .filter((part) => part.side === side || part.side === 'both')
        .map(({ text }) => text)
        .join('');
    expect(join('left')).toBe(left);
    expect(join('right')).toBe(right);
  });
});
