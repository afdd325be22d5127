import { describe, expect, test } from 'vitest';
import { findBatching } from '../../../../src/core/sweep/findBatching';
import { seededRandom } from '../seededRandom';
import { playedProbe as probe } from './playedProbe';

/** The fingerprint, on servers whose way of batching is known; their clock is simulated, their times scatter by 20 %. */

type Options = Parameters<typeof probe>[0];

const found = (options: Options, seed: number) => {
  const random = seededRandom(seed);
  return findBatching([0, 1, 2].map(() => probe({ ...options, random })));
};
const hundred = Array.from({ length: 100 }, (_, seed) => seed);
const common = { prefillMsPerToken: 0.1, decodeMs: 10, sharedShare: 0.1, jitter: 0.2, fixedMs: 5 };

describe.each([2, 3, 4, 6, 8])('a server with %i slots', (slots) => {
  test.each(['continuous', 'static'] as const)('and %s batching is known as such, 100 times in 100', (kind) => {
    const kinds = hundred.map((seed) => found({ ...common, kind, slots }, seed).kind);
    expect(kinds.filter((each) => each === kind)).toHaveLength(100);
  });
});

test.each(['continuous', 'static'] as const)(
  'a server with one slot, be it %s, serves one at a time: there is nothing else in it',
  (kind) => {
    const kinds = hundred.map((seed) => found({ ...common, kind, slots: 1 }, seed).kind);
    expect(kinds.filter((each) => each === 'one-at-a-time')).toHaveLength(100);
  },
);

describe('a long prompt', () => {
  const reading = { ...common, kind: 'continuous', slots: 4 } as const;
  test('that stops the others is found out, 100 times in 100', () => {
    const words = hundred.map((seed) => found({ ...reading, prefillMsPerToken: 0.5 }, seed).stalling);
    expect(words.filter((each) => each === 'stalls')).toHaveLength(100);
  });

  test('that is read in pieces between their tokens stops nobody, 100 times in 100', () => {
    const words = hundred.map((seed) => found({ ...reading, prefillMsPerToken: 0.1, chunkTokens: 32 }, seed).stalling);
    expect(words.filter((each) => each === 'does-not-stall')).toHaveLength(100);
  });
});

test('answers that are too short tell nothing', () => {
  const short = probe({ ...common, kind: 'continuous', slots: 4 });
  const cut = { ...short, chunkTimesMs: short.chunkTimesMs!.map((times) => times.slice(0, 3)) };
  expect(findBatching([cut])).toMatchObject({ kind: 'undecided', stalling: 'undecided' });
});
