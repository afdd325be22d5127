import { expect, test } from 'vitest';
import { EXIT, exitStatusOfSeries, unmetSeriesBudgets } from '../../../src/cli/exitStatus';
import { planOf, promptFrom, runAt, seriesOf } from '../core/seriesBuilders';

const prompts = ['short.md', 'long.md'].map((source) => ({ prompt: promptFrom(source), parameters: {} }));
/** The longer prompt takes 300 ms to its first token, the shorter one 100. */
const budgeted = (plan: Parameters<typeof planOf>[1]) =>
  seriesOf(planOf(['A'], plan), ({ prompt }) => ({ ...runAt(100 + 200 * prompt), budgets: { ttftMs: 200 } }));

test('a median over its budget is told with the prompt that it belongs to, where there are several', () => {
  const report = budgeted({ prompts, runs: 3 });
  expect(unmetSeriesBudgets(report)).toEqual([
    'Budget not met: ttftMs of A with long.md has the median 300.0, allowed 200.',
  ]);
  expect(exitStatusOfSeries(report)).toBe(EXIT.overBudget);
});

test('with one prompt its target is enough', () => {
  expect(unmetSeriesBudgets(budgeted({ prompts: prompts.slice(0, 1) }))).toEqual([]);
  const slow = seriesOf(planOf(['A']), () => ({ ...runAt(300), budgets: { ttftMs: 200 } }));
  expect(unmetSeriesBudgets(slow)).toEqual(['Budget not met: ttftMs of A has the median 300.0, allowed 200.']);
});
