import { describe, expect, test } from 'vitest';
import { deriveLevel } from '../../../../src/core/sweep/deriveLevel';
import { findBottleneck } from '../../../../src/core/sweep/findBottleneck';
import { findKnee, findWithinBudgets, isSaturated } from '../../../../src/core/sweep/findKnee';
import type { LoadLevel } from '../../../../src/core/sweep/loadReport';
import { seededRandom } from '../seededRandom';
import { levelOf, type ModelOptions } from './closedLoopModel';

/** What the product concludes from levels, on servers whose slots and speeds are known. */

const USERS = [1, 2, 4, 8, 16, 32];
const server = (options: Partial<ModelOptions>): ModelOptions => ({
  kind: 'continuous',
  slots: 4,
  prefillMsPerToken: 0.01,
  decodeMs: 10,
  jitter: 0.2,
  ...options,
});

const levelsOf = (options: Partial<ModelOptions>, seed = 1, budgets = {}) => {
  const random = seededRandom(seed);
  return USERS.map((users) => {
    const { asked, result } = levelOf({ ...server(options), random }, users);
    return deriveLevel(asked, result, budgets);
  });
};

describe('the figures of a level', () => {
  const [one, , four] = levelsOf({ jitter: 0 });

  test('are those of the server', () => {
    expect(one!.tpotMs.p50).toBeCloseTo(10, 6);
    expect(one!.ttftMs.p50).toBeCloseTo(12, 6);
    expect(one!.e2eMs.p50).toBeCloseTo(12 + 39 * 10, 6);
    // 40 tokens every 402 ms, of one user and of four.
    expect(one!.outputTokensPerSecond! / (40 / 0.402)).toBeCloseTo(1, 1);
    expect(four!.outputTokensPerSecond! / (160 / 0.42)).toBeCloseTo(1, 1);
    expect(one!.meanInFlight).toBeCloseTo(1, 1);
    expect(four!.meanInFlight).toBeCloseTo(4, 0);
  });

  test('count good answers a second as they count all answers', () => {
    const [, , judged] = levelsOf({}, 1, { ttftMs: 1e6 });
    expect(judged!.goodput).toEqual({ share: 1, requestsPerSecond: judged!.completedPerSecond });
  });

  test('leave out warm-up and cool-down, which are kept', () => {
    expect(four!.counts).toMatchObject({ measured: 20, completed: 20, failed: 0 });
    expect(four!.requests.filter(({ part }) => part === 'warm-up')).toHaveLength(4);
    expect(four!.ttftMs.count).toBe(20);
  });
});

test.each([1, 2, 4, 8, 16])(
  'the knee of a server with %i slots is found within one level, 100 times in 100',
  (slots) => {
    const truth = USERS.indexOf(slots);
    const off = Array.from({ length: 100 }, (_, seed) =>
      Math.abs((findKnee(levelsOf({ slots }, seed))?.level ?? -9) - truth),
    );
    expect(off.filter((levels) => levels <= 1)).toHaveLength(100);
  },
);

test('without a knee up to the highest level none is claimed', () =>
  expect(findKnee(levelsOf({ slots: 64 }))).toBeNull());

describe('the largest load within the budgets', () => {
  test('is the last level before the one at which requests wait for a slot', () => {
    const levels = levelsOf({ slots: 4 }, 1, { ttftMs: 200 });
    expect(findWithinBudgets(levels).level).toBe(2);
    expect(levels[2]!.goodput!.share).toBe(1);
    expect(levels[4]!.goodput!.share).toBeLessThan(0.5);
  });

  test('is known to end where all requests failed, and not known where this machine was late', () => {
    const levels = levelsOf({ slots: 4 }, 1, { ttftMs: 200 }).slice(0, 3);
    expect(findWithinBudgets(levels).sentence).toContain('more may be possible');
    const [{ requests, ...last }] = levels.slice(-1) as [LoadLevel];
    const counts = { ...last.counts, completed: 0, failed: last.counts.measured };
    const dead = { ...last, requests, users: 8, counts, goodput: { share: 0, requestsPerSecond: 0 } };
    expect(findWithinBudgets([...levels, dead])).toMatchObject({
      level: 2,
      sentence: expect.stringContaining('The next level breaks them'),
    });
    const late = { ...last, requests, users: 8, client: { ...last.client, isLate: true } };
    expect(findWithinBudgets([...levels, late]).sentence).toContain('is not known');
  });

  test('is none when even one user waits too long', () =>
    expect(findWithinBudgets(levelsOf({ slots: 4 }, 1, { ttftMs: 5 })).level).toBeNull());
});

describe('the bottleneck', () => {
  test.each([
    ['queue', { slots: 2 }],
    ['decode', { slots: 64, sharedShare: 0.2 }],
    ['prefill', { slots: 64, prefillMsPerToken: 1, decodeMs: 0.5 }],
    ['none', { slots: 64, prefillMsPerToken: 0.0001 }],
  ] as const)('is %s where the server is made so', (kind, options) =>
    expect(findBottleneck(levelsOf(options), null)?.kind).toBe(kind),
  );

  test('never says that the writing hardly changes when it does', () => {
    const waiting = findBottleneck(levelsOf({ slots: 2 }), null)!;
    expect(waiting.sentence).toContain('hardly changes');
    const both = findBottleneck(levelsOf({ slots: 4, sharedShare: 0.3 }), null)!;
    expect(both).toMatchObject({
      kind: 'queue',
      sentence: expect.stringMatching(/Each token takes 1\.\d times as long/),
    });
  });

  test('is the client where it was late itself, and such a level is not used', () => {
    const levels = levelsOf({ slots: 64, prefillMsPerToken: 0.0001 });
    const late = levels.map((level, index) =>
      index < 3 ? level : { ...level, client: { ...level.client, isLate: true } },
    );
    expect(findBottleneck(late, null)?.kind).toBe('client');
    expect(findKnee(late)).toBeNull();
  });
});

test('a server is saturated after two levels without gain', () => {
  const levels = levelsOf({ slots: 2 });
  expect(USERS.map((_, index) => isSaturated(levels.slice(0, index + 1)))).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});
