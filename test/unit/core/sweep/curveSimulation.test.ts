import { beforeAll, describe, expect, test } from 'vitest';
import { readingSpeed } from '../../../../src/core/sweep/deriveLength';
import { fitCurve, predictFrom, type CurvePoint } from '../../../../src/core/sweep/fitCurve';
import { inHundred, noise } from '../statistics/noise';

/** What the product claims of its curves, on servers whose times are known. The seeds are fixed: same data, same answer. */

const LENGTHS = [128, 256, 512, 1024, 2048, 4096, 8192];
const SWEEPS = 2000;
const SERVERS = {
  'a line': { fixed: 60, perToken: 0.1, square: 0 },
  'a bent curve': { fixed: 60, perToken: 0.1, square: 1e-5 },
};
/** A run that takes `ms` in truth, as it is measured. */
const SCATTER = {
  '2 % scatter': (ms: number, { normal }: Draw) => ms * (1 + 0.02 * normal()),
  '2 ms and 3 % scatter': (ms: number, { normal }: Draw) => ms + 2 * normal() + 0.03 * ms * normal(),
  'outliers, 8 in 100': (ms: number, { normal, random }: Draw) =>
    random() < 0.08 ? ms * (1.5 + 2 * random()) : ms * (1 + 0.03 * normal()),
};

interface Draw {
  readonly random: () => number;
  /** Of variance 1. */
  readonly normal: () => number;
}

function drawFrom(seed: number): Draw {
  const { random, normal } = noise(seed);
  return { random, normal: () => (normal() - 100) / 10 };
}

describe.each(Object.entries(SERVERS))('a server with %s', (_, { fixed, perToken, square }) => {
  const truth = (tokens: number): number => fixed + perToken * tokens + square * tokens ** 2;

  describe.each(Object.entries(SCATTER))('and %s', (__, scatter) => {
    const draw = drawFrom(7);
    const sweep = (): CurvePoint[] =>
      LENGTHS.flatMap((group) =>
        Array.from({ length: 5 }, () => {
          const tokens = group + Math.floor(4 * draw.random());
          return { tokens, group, ms: scatter(truth(tokens), draw) };
        }),
      );
    const unseen = (): number => Math.round(128 * 64 ** draw.random());

    const seen = { typical: 0, run: 0, near: 0, speed: 0 };
    beforeAll(() => {
      for (let index = 0; index < SWEEPS; index++) {
        const [curve, tokens] = [fitCurve(sweep())!, unseen()];
        const { value, ci95, runInterval } = predictFrom(curve, tokens);
        const [typical, further] = [truth(tokens), scatter(truth(tokens), draw)];
        if (ci95[0] <= typical && typical <= ci95[1]) seen.typical += 1;
        if (runInterval[0] <= further && further <= runInterval[1]) seen.run += 1;
        if (Math.abs(value / typical - 1) <= 0.05 && Math.abs(curve.fixedMs.value - fixed) <= 5) seen.near += 1;
        const longest = curve.maxTokens;
        const speed = (1000 * longest) / (truth(longest) - fixed);
        if (Math.abs((readingSpeed(curve)?.value ?? 0) / speed - 1) <= 0.03) seen.speed += 1;
      }
    }, 60_000);
    const inHundredOf = (hits: number): number => (100 * hits) / SWEEPS;

    test('at a length that was not measured, the interval holds the true time in 93 to 97 of 100 sweeps', () => {
      expect(inHundredOf(seen.typical)).toBeGreaterThanOrEqual(93);
      expect(inHundredOf(seen.typical)).toBeLessThanOrEqual(97);
    });

    test('a further run there lies within the interval of single runs in 93 to 97 of 100', () => {
      expect(inHundredOf(seen.run)).toBeGreaterThanOrEqual(93);
      expect(inHundredOf(seen.run)).toBeLessThanOrEqual(97);
    });

    test('the prediction there is within 5 %, the fixed cost within 5 ms', () => {
      expect(inHundredOf(seen.near)).toBeGreaterThanOrEqual(95);
    });

    test('the prefill speed is within 3 % in at least 94 of 100 sweeps', () => {
      expect(inHundredOf(seen.speed)).toBeGreaterThanOrEqual(94);
    });
  });
});

describe('the square part', () => {
  const sweepOf = (square: number, draw: Draw): CurvePoint[] =>
    LENGTHS.flatMap((group) =>
      Array.from({ length: 5 }, () => ({
        tokens: group,
        group,
        ms: (60 + 0.1 * group + square * group ** 2) * (1 + 0.02 * draw.normal()),
      })),
    );

  test('is always there where it matters, and its interval leaves out zero', () => {
    const draw = drawFrom(3);
    expect(inHundred(200, () => (fitCurve(sweepOf(1e-5, draw))?.perSquareTokenMs?.ci95[0] ?? 0) > 0)).toBe(100);
  });

  test('is claimed for sure in at most 4 of 100 sweeps of a straight line', () => {
    const draw = drawFrom(4);
    const claims = (): boolean => (fitCurve(sweepOf(0, draw))?.perSquareTokenMs?.ci95[0] ?? 0) > 0;
    expect(inHundred(1000, claims)).toBeLessThanOrEqual(4);
  });
});

test('a server that reads prompts in blocks is on no smooth curve, which is said', () => {
  const draw = drawFrom(5);
  const blocks = (tokens: number): number => 60 + 51.2 * Math.ceil((tokens + 100) / 512);
  const said = inHundred(100, () => {
    const points = LENGTHS.flatMap((group) =>
      Array.from({ length: 5 }, () => ({ tokens: group, group, ms: blocks(group) * (1 + 0.01 * draw.normal()) })),
    );
    return fitCurve(points)?.departs === true;
  });
  expect(said).toBeGreaterThanOrEqual(99);
});
