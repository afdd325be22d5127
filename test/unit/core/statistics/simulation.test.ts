import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../../src/core/statistics/compareRuns';
import { drift } from '../../../../src/core/statistics/drift';
import { medianRatio } from '../../../../src/core/statistics/medianRatio';
import { sortedNumbers } from '../../../../src/core/percentile';
import { inHundred, NOISES, noise, sample } from './noise';
import { claimed, claimedInReports, covered, isDifference } from './simulations';

describe.each(NOISES)('with %s noise', (name) => {
  test.each([10, 20])(
    'two equal targets, 1 000 series of %i runs: a difference is claimed in at most 5 of 100',
    (runs) => expect(claimed({ noise: name, runs, series: 1000, factor: 1 })).toBeLessThanOrEqual(5),
  );

  test('two equal targets, 10 runs: the answer is that no difference is shown', () => {
    const make = noise(3)[name];
    const says = () => compareRuns(sample(10, make), sample(10, make), false).verdict === 'no-difference-shown';
    expect(inHundred(1000, says)).toBeGreaterThanOrEqual(95);
  });

  test.each([10, 11, 15, 20, 50])('the interval of %i runs holds the true median in 93 to 97 of 100', (runs) => {
    const holds = covered({ noise: name, runs, series: 5000 });
    expect(holds).toBeGreaterThanOrEqual(93);
    expect(holds).toBeLessThanOrEqual(97);
  });

  test.each([10, 20, 50])('the interval of the ratio of %i runs holds the true ratio in 93 to 97 of 100', (runs) => {
    const make = noise(runs + 1)[name];
    const holds = inHundred(5000, () => {
      const [low, high] = medianRatio(
        sample(runs, make),
        sample(runs, () => 2 * make()),
      )!.ci95!;
      return low <= 2 && 2 <= high;
    });
    expect(holds).toBeGreaterThanOrEqual(93);
    expect(holds).toBeLessThanOrEqual(97);
  });

  test('drift is claimed of steady runs in at most 2 of 100 series', () => {
    const make = noise(4)[name];
    expect(inHundred(1000, () => drift(sample(20, make)) !== null)).toBeLessThanOrEqual(2);
  });
});

test.each(['normal', 'heavyTailed', 'withOutliers'] as const)(
  'a true difference of 20 %% at 10 %% noise (%s) is found in at least 90 of 100 series of 20 runs',
  (name) => expect(claimed({ noise: name, runs: 20, series: 1000, factor: 1.2 })).toBeGreaterThanOrEqual(90),
);

/** Case 20 of the metrics, through everything that a user's runs go through. */
test('two equal servers: the report shows no difference', () => {
  expect(claimedInReports({ noise: 'heavyTailed', runs: 10, series: 300, factor: 1 })).toBeLessThanOrEqual(5);
});

test('a server slower by 20 %: the report shows the difference', () => {
  expect(claimedInReports({ noise: 'normal', runs: 20, series: 200, factor: 1.2 })).toBeGreaterThanOrEqual(90);
});

test('as many runs as were said to be needed do find the difference, in about 4 of 5 series', () => {
  const { normal } = noise(21);
  // The typical advice, as each single one is drawn from the noise of ten runs.
  const advice = sample(
    400,
    () =>
      compareRuns(
        sample(10, normal),
        sample(10, () => 1.05 * normal()),
        false,
      ).runsNeeded ?? 0,
  );
  const needed = sortedNumbers(advice.filter((runs) => runs > 0))[
    Math.floor(advice.filter((runs) => runs > 0).length / 2)
  ]!;
  const found = inHundred(400, () =>
    isDifference(
      sample(needed, normal),
      sample(needed, () => 1.05 * normal()),
    ),
  );
  expect(needed).toBeGreaterThan(20);
  expect(found).toBeGreaterThan(60);
  expect(found).toBeLessThan(99);
});
