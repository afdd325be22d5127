import { expect, test } from 'vitest';
import { requestOf, seriesSteps } from '../../../src/core/seriesPlan';
import { planOf, promptFrom } from './seriesBuilders';

const orderOf = (plan: ReturnType<typeof planOf>): string =>
  seriesSteps(plan)
    .map(({ target, isWarmup }) => ('AB'[target] ?? '?')[isWarmup ? 'toLowerCase' : 'toUpperCase']())
    .join('');

test('runs of two targets are interleaved A B B A', () => {
  expect(orderOf(planOf(['A', 'B'], { runs: 4 }))).toBe('ABBAABBA');
});

test('warm-ups come first', () => {
  expect(orderOf(planOf(['A', 'B'], { runs: 2, warmups: 1 }))).toBe('abABBA');
});

test('each target meets each prompt equally often, in every round', () => {
  const prompts = ['a', 'b', 'c'].map((source) => ({ prompt: promptFrom(source), parameters: {} }));
  const steps = seriesSteps(planOf(['A', 'B'], { prompts, runs: 5 }));
  expect(steps).toHaveLength(30);
  for (let round = 0; round < 5; round++) {
    const pairs = steps.filter((step) => step.round === round).map(({ target, prompt }) => `${target}${prompt}`);
    expect(pairs.toSorted()).toEqual(['00', '01', '02', '10', '11', '12']);
  }
});

test('what changes steadily over time hits all targets alike', () => {
  const steps = seriesSteps(planOf(['A', 'B', 'C', 'D'], { runs: 6 }));
  const meanPlace = [0, 1, 2, 3].map((target) => {
    const places = steps.flatMap((step, index) => (step.target === target ? [index] : []));
    return places.reduce((sum, place) => sum + place, 0) / places.length;
  });
  expect(new Set(meanPlace)).toEqual(new Set([11.5]));
});

test('a step becomes the request of its target and prompt', () => {
  const plan = planOf(['A', 'B'], { cache: 'cold' });
  const request = requestOf(plan, { target: 1, prompt: 0, isWarmup: false, round: 0 });
  expect(request).toMatchObject({ target: { name: 'B' }, prompt: { source: 'a.txt' }, cache: 'cold', apiKey: null });
  expect(() => requestOf(plan, { target: 2, prompt: 0, isWarmup: false, round: 0 })).toThrow(RangeError);
});
