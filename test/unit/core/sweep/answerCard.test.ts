import { describe, expect, test } from 'vitest';
import { answerCard } from '../../../../src/core/sweep/answerCard';
import type { Workload } from '../../../../src/core/sweep/cardReport';
import { fitCurve } from '../../../../src/core/sweep/fitCurve';
import type { LengthPart } from '../../../../src/core/sweep/lengthReport';
import type { LoadPart } from '../../../../src/core/sweep/loadReport';
import { deriveLevel } from '../../../../src/core/sweep/deriveLevel';
import { deriveLoad } from '../../../../src/core/sweep/deriveLoad';
import { levelOf } from './closedLoopModel';
import { loadPlan } from './sweepBuilders';

const lengths = [100, 500, 1000, 4000];
const curve = (fixed: number, perToken: number) =>
  fitCurve(
    lengths.flatMap((tokens) =>
      [-1, -0.5, 0, 0.5, 1].map((off) => ({
        tokens,
        group: tokens,
        ms: (fixed + perToken * tokens) * (1 + 0.02 * off),
      })),
    ),
  );
const length: LengthPart = {
  plan: { lengths, runs: 5, warmups: 0, maxTokens: 10, cache: 'cold', text: '' },
  runs: [],
  points: [],
  ttft: curve(50, 0.2),
  tpot: curve(10, 0.001),
  prefillTokensPerSecond: null,
};
const price = { source: 'user-price', priceDate: null, model: 'm', inputPerMTok: 1, outputPerMTok: 4 } as const;
const workload = (parts: Partial<Workload> = {}): Workload => ({
  inputTokens: 2000,
  outputTokens: 101,
  users: null,
  requestsPerSecond: null,
  ...parts,
});
const valuesOf = (asked: Workload, load: LoadPart | null = null) =>
  Object.fromEntries(answerCard(asked, [], { length, load, price }).predictions.map((each) => [each.metric, each]));

describe('a workload of one user', () => {
  const card = valuesOf(workload());

  test('is predicted from the curves, each value within its interval', () => {
    expect(card['ttftMs']!.value).toBeCloseTo(450, -1);
    expect(card['tpotMs']!.value).toBeCloseTo(12.05, 0);
    expect(card['e2eMs']!.value! / (450 + 100 * 12.05)).toBeCloseTo(1, 1);
    for (const metric of ['ttftMs', 'tpotMs', 'e2eMs', 'decodeTokensPerSecond']) {
      const { value, ci95, runInterval, extrapolates } = card[metric]!;
      expect(extrapolates).toBe(false);
      expect(ci95![0]).toBeLessThan(value!);
      expect(ci95![1]).toBeGreaterThan(value!);
      expect(runInterval![1] - runInterval![0]).toBeGreaterThan(ci95![1] - ci95![0]);
    }
  });

  test('costs what its tokens cost', () => {
    expect(card['usdPerThousand']).toMatchObject({ value: 2.404, ci95: [2.404, 2.404] });
    const asked = valuesOf(workload({ requestsPerSecond: 1 }));
    expect(asked['usdPerMonth']!.value).toBeCloseTo(0.002404 * 30.44 * 86_400, 6);
  });

  test('beyond the measured lengths is an extrapolation', () =>
    expect(valuesOf(workload({ inputTokens: 5000 }))['ttftMs']!.extrapolates).toBe(true));
});

describe('a workload of many users', () => {
  test('is not predicted from one at a time', () => {
    const { ttftMs } = valuesOf(workload({ users: 20 }));
    expect(ttftMs).toMatchObject({ value: null, ci95: null });
    expect(ttftMs!.basis).toMatch(/one request at a time/);
  });

  const load = deriveLoad(
    loadPlan({ inputTokens: 200, maxTokens: 40 }),
    [1, 2, 4, 8].map((users) => {
      const { asked, result } = levelOf(
        { kind: 'continuous', slots: 8, prefillMsPerToken: 0.2, decodeMs: 10, sharedShare: 0.5 },
        users,
      );
      return deriveLevel(asked, result, {});
    }),
    null,
  );

  test('is slower by as much as the levels are', () => {
    const alone = valuesOf(workload({ users: 1 }))['tpotMs']!.value!;
    const four = valuesOf(workload({ users: 4 }), load)['tpotMs']!;
    const level = load.levels[2]!.tpotMs.p50!;
    expect(four.value! / (alone * (level / predictedAt(220)))).toBeCloseTo(1, 1);
    expect(four.extrapolates).toBe(false);
    expect(valuesOf(workload({ users: 16 }), load)['tpotMs']!.extrapolates).toBe(true);
  });

  test('that asks more than was ever answered has no prediction, and says so', () => {
    const { ttftMs } = valuesOf(workload({ requestsPerSecond: 1000 }), load);
    expect(ttftMs!.value).toBeNull();
    expect(ttftMs!.basis).toMatch(/not seen to answer more/);
  });
});

const predictedAt = (tokens: number): number => 10 + 0.001 * tokens;

describe('a claim', () => {
  const verdictOf = (value: number, relation: 'at-most' | 'at-least' = 'at-most', asked = workload()): string =>
    answerCard(asked, [{ metric: 'ttftMs', relation, value }], { length, load: null, price }).claims[0]!.verdict;

  test.each([
    [600, 'at-most', 'supported'],
    [450, 'at-most', 'undecided'],
    [300, 'at-most', 'refuted'],
    [300, 'at-least', 'supported'],
    [600, 'at-least', 'refuted'],
  ] as const)('of %f ms (%s) is %s', (value, relation, verdict) => expect(verdictOf(value, relation)).toBe(verdict));

  test('beyond what was measured is undecided, however clear it looks', () =>
    expect(verdictOf(1e6, 'at-most', workload({ inputTokens: 9000 }))).toBe('undecided'));

  test('of what was not predicted is undecided', () =>
    expect(verdictOf(1e6, 'at-most', workload({ users: 50 }))).toBe('undecided'));
});
