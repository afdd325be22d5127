import { describe, expect, test } from 'vitest';
import type { SeriesComparison, SeriesReport } from '../../../src/core/seriesReport';
import { comparisonSentence } from '../../../src/report/seriesSentences';
import { renderSeriesText } from '../../../src/report/seriesText';
import { failedRun, planOf, promptFrom, runAt, seriesOf } from '../core/seriesBuilders';

const rendered = (report: SeriesReport): string => renderSeriesText(report, { width: 100, color: false });

describe('a series for a terminal', () => {
  const plan = planOf(['A', 'B'], { runs: 6, warmups: 1 });
  const report = seriesOf(plan, ({ target, round }) => runAt((target === 0 ? 100 : 150) + round, 'AB'[target]));

  test('has a table with medians and intervals for each number, and the verdict below it', () => {
    expect(rendered(report).split('\n\n').slice(0, 3)).toEqual([
      'a.txt → 2 targets, 6 runs each, in turn after 1 warm-up, cache as-is; medians with 95% intervals',
      [
        'Time to first token',
        '    A  102.5 ms  100.4 ms … 104.6 ms  n 6, max 105.0 ms',
        '    B  152.5 ms  150.4 ms … 154.6 ms  n 6, max 155.0 ms',
        '    A is faster than B: its median is 32.8% lower (31.2% to 34.4%).',
      ].join('\n'),
      [
        'Time per output token',
        '    A  20.0 ms  20.0 ms … 20.0 ms  n 6, max 20.0 ms',
        '    B  20.0 ms  20.0 ms … 20.0 ms  n 6, max 20.0 ms',
        '    No difference shown: the median of B is equal to that of A.',
      ].join('\n'),
    ]);
  });

  test('of one target has no verdicts', () => {
    const text = rendered(seriesOf(planOf(['A'], { runs: 3 }), () => runAt(100)));
    expect(text).toContain('a.txt → A, 3 runs, cache as-is');
    expect(text).toContain('no interval below 5 runs');
    expect(text).not.toMatch(/faster|difference|apart/);
  });

  test('says what became of runs that did not complete, and why', () => {
    const text = rendered(
      seriesOf(plan, ({ target }, index) => (target === 1 ? failedRun('B') : index < 8 ? runAt(100) : failedRun()), {
        ending: 'stopped',
        gaveUp: ({ target }) => target === 1,
      }),
    );
    expect(text).toContain('Stopped after 14 of 14 runs.');
    expect(text).toContain('B: 0 of 6 runs completed; 6 failed. Nobody listens there.');
    expect(text).toMatch(/ {4}B +—\n/);
  });

  test('tells of drift and cold starts', () => {
    const drifting = seriesOf(planOf(['A'], { runs: 12 }), (_, index) => runAt(index === 0 ? 900 : 100 + 5 * index));
    const text = rendered(drifting);
    expect(text).toContain('A: 12 of 12 runs completed; 1 left out as a cold start.');
    expect(text).toMatch(/A drifted: Time to first token rose by 38.5%/);
  });

  test('tells what came from the prompt cache, and what else was found', () => {
    const cached = seriesOf(planOf(['A'], { runs: 5 }), (_, index) => {
      const run = runAt(100);
      const finding = { code: 'cached-prompt' as const, message: 'A warm number.', affects: [] };
      return {
        ...run,
        tokens: { ...run.tokens, input: { ...run.tokens.input, cached: index } },
        quality: { grade: 'B', findings: index > 0 ? [finding] : [] },
      };
    });
    expect(cached.targets[0]).toMatchObject({
      cachedTokens: { n: 5, median: 2 },
      findings: [{ code: 'cached-prompt', runs: 4 }],
    });
    expect(rendered(cached)).toContain('A: 2 input tokens came from the prompt cache (0 to 4).');
    expect(rendered(cached)).toContain('A: of 5 completed runs, cached-prompt in 4.');
    expect(rendered(report)).not.toMatch(/cached|completed runs/);
  });

  test('sets four targets against the first one only, and warns of chance from twenty comparisons on', () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const many = seriesOf(planOf(names, { runs: 5 }), ({ target, round }) =>
      runAt(100 + 40 * target + round, names[target]),
    );
    const text = rendered(many);
    expect(text).toContain('A is faster than E');
    expect(text).not.toContain('B is faster than C');
    expect(text).toMatch(/Each of these 20 comparisons/);
    expect(rendered(report)).not.toMatch(/by chance/);
  });

  test('of several prompts has a part for each', () => {
    const prompts = ['one.txt', 'two.txt'].map((source) => ({ prompt: promptFrom(source), parameters: {} }));
    const text = rendered(seriesOf(planOf(['A'], { prompts }), ({ prompt }) => runAt(100 + 100 * prompt)));
    expect(text).toMatch(
      /one\.txt\n\nTime to first token\n {4}A +100\.0 ms[^]*two\.txt\n\nTime to first token\n {4}A +200\.0 ms/,
    );
  });

  test('lets no name move the cursor', () => {
    const evil = seriesOf(planOf(['\u001b[2Jx\ny']), () => ({
      ...runAt(100),
      target: { ...runAt(100).target, name: '\u001b[2Jx\ny' },
    }));
    expect(rendered(evil)).not.toContain('\u001b');
    expect(rendered(evil)).not.toContain('x\ny');
  });

  test('is painted for a screen with colours only', () => {
    expect(renderSeriesText(report, { width: 100, color: true })).toContain('\u001b[1mTime to first token\u001b[0m');
    expect(rendered(report)).not.toContain('\u001b');
  });
});

describe('a verdict in words', () => {
  const comparison = (parts: Partial<SeriesComparison>): string =>
    comparisonSentence({
      metric: 'ttftMs',
      prompt: 0,
      a: 'A',
      b: 'B',
      ratio: 0.8,
      ci95: [0.7, 0.9],
      verdict: 'b-faster',
      runsNeeded: null,
      ...parts,
    });

  test.each<[string, Partial<SeriesComparison>, string]>([
    ['a faster B', {}, 'B is faster than A: its median is 20% lower (10% to 30%).'],
    [
      'a faster A, from its side',
      { verdict: 'a-faster', ratio: 1.25, ci95: [1.1111111, 1.4285714] },
      'A is faster than B: its median is 20% lower (10% to 30%).',
    ],
    [
      'a speed, where more is faster',
      { metric: 'decodeTokensPerSecond', ratio: 1.25, ci95: [1.1, 1.4] },
      'B is faster than A: its median is 25% higher (10% to 40%).',
    ],
    [
      'no difference, with what is still possible',
      { verdict: 'no-difference-shown', ratio: 1.02, ci95: [0.95, 1.1], runsNeeded: 60 },
      'No difference shown: the median of B lies between 5% lower and 10% higher than that of A. About 60 runs of each would tell more.',
    ],
    [
      'too few runs',
      { verdict: 'more-runs-needed', ci95: null, runsNeeded: 10 },
      'More runs are needed to tell A and B apart: about 10 of each.',
    ],
  ])('%s', (_, parts, sentence) => expect(comparison(parts)).toBe(sentence));
});
