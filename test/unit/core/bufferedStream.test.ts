import { describe, expect, test } from 'vitest';
import { isBuffered } from '../../../src/core/bufferedStream';
import { seededRandom } from './seededRandom';
import { steady, traceOf } from './builders';
import {
  arriving,
  AS_MADE,
  generatedTrace,
  HELD_BACK,
  heldToBytes,
  writing,
  type MakeStream,
} from './generatedStreams';

const STREAMS = 300;

/** Part of `STREAMS` generated streams that are judged held back. */
function flagged(make: MakeStream): number {
  let count = 0;
  for (let seed = 1; seed <= STREAMS; seed++) if (isBuffered(generatedTrace(make, seed))) count++;
  return count / STREAMS;
}

describe('flags what was held back', () => {
  test.each(HELD_BACK)('%s', (_, make) => expect(flagged(make)).toBe(1));

  test('a burst spread over several packets is still a burst', () => {
    const random = seededRandom(7);
    const held = heldToBytes(writing(random, { stepMs: 20, count: 600, jitter: 0.2 }), 16_384);
    const spread = held.map((event, index) => ({ ...event, atMs: event.atMs + (index % 64) * 0.01 }));
    expect(isBuffered(arriving(spread, random))).toBe(true);
  });
});

describe('does not flag what came as it was made', () => {
  test.each(AS_MADE)('%s', (_, make) => expect(flagged(make)).toBe(0));

  test('tokens stamped in the process that made them, however its messages were batched', () => {
    const phases = [{ name: 'prefill', startMs: 0, endMs: 10, source: 'measured' }] as const;
    const bursts = [1000, 2000, 3000].flatMap((atMs) => steady(atMs, 0, 30));
    expect(isBuffered(traceOf(bursts))).toBe(true);
    expect(isBuffered(traceOf(bursts, { phases: [...phases] }))).toBe(false);
  });

  test.each([0, 1])('%i chunks', (count) => expect(isBuffered(traceOf(steady(400, 20, count)))).toBe(false));
});

test('a stream without a silence is not held back, however fast it is', () => {
  expect(isBuffered(traceOf(steady(50, 0.15, 1000)))).toBe(false);
});

test('two chunks of the same moment say nothing about pace', () => {
  expect(isBuffered(traceOf(steady(400, 0, 2)))).toBe(true);
});
