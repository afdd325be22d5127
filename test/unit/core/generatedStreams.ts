import type { Chunk, Read, RunTrace } from '../../../src/core/runTrace';
import { traceOf } from './builders';
import { seededRandom } from './seededRandom';

/** Streams as models write them and as proxies hold them back, by the hundred: what the judgement "held back" is held against. */

/** What a model writes: when each event is ready and how many bytes it has on the wire. */
export interface Written {
  readonly atMs: number;
  readonly bytes: number;
}
export type Random = () => number;

const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
/** A bell-shaped number around 0, near enough. */
const bell = (random: Random): number => random() + random() + random() - 1.5;

/** One event per step; `jitter` 1 makes gaps of very different length. */
export function writing(
  random: Random,
  { stepMs, count, jitter }: { stepMs: number; count: number; jitter: number },
): Written[] {
  const frame = between(random, 180, 380);
  let at = between(random, 50, 3000);
  return Array.from({ length: count }, () => {
    at += stepMs * Math.exp(jitter * bell(random));
    return { atMs: at, bytes: Math.round(frame + between(random, 0, 30)) };
  });
}

/** Events of the same moment arrive in one read. */
export function arriving(events: readonly Written[], random: Random): RunTrace {
  const chunks: Chunk[] = [];
  const reads: Read[] = [];
  let sentMs = -1;
  for (const { atMs, bytes } of events) {
    const last = reads.at(-1);
    if (last && atMs === sentMs) reads[reads.length - 1] = { ...last, bytes: last.bytes + bytes };
    else reads.push({ atMs: atMs + between(random, 0, 0.5), bytes });
    sentMs = atMs;
    chunks.push({ atMs: reads.at(-1)?.atMs ?? 0, read: reads.length - 1, channel: 'answer', text: 'a', tokens: null });
  }
  return traceOf(chunks, { reads });
}

/** Holds events back until so many bytes have come, then lets all go at once, the rest at the end. */
export function heldToBytes(events: readonly Written[], limit: number): Written[] {
  const out: Written[] = [];
  let held: Written[] = [];
  let size = 0;
  const release = (atMs: number): void => {
    out.push(...held.map((event) => ({ ...event, atMs })));
    [held, size] = [[], 0];
  };
  for (const event of events) {
    held.push(event);
    size += event.bytes;
    if (size >= limit) release(event.atMs);
  }
  release(events.at(-1)?.atMs ?? 0);
  return out;
}

/** Lets go of exactly so many bytes at a time, wherever an event is cut; it arrives with its last byte. */
function cutToBytes(events: readonly Written[], limit: number): Written[] {
  let size = 0;
  const pieces = events.map((event) => ({ ...event, piece: Math.ceil((size += event.bytes) / limit) }));
  return pieces.map(({ piece, bytes }) => {
    const together = pieces.filter((each) => each.piece === piece);
    const isLast = pieces.at(-1)?.piece === piece;
    return { atMs: together.at(-1)?.atMs ?? 0, bytes: isLast ? bytes : limit / together.length };
  });
}

/** Events with much beside their text, such as log probabilities, at the pace of a slow model. */
const longEvents = (random: Random): Written[] =>
  writing(random, { stepMs: between(random, 10, 60), count: 150, jitter: 0.2 }).map((event) => ({
    ...event,
    bytes: event.bytes + Math.round(between(random, 400, 700)),
  }));

/** Lets go of everything each time the clock rings. */
const heldToClock = (events: readonly Written[], periodMs: number): Written[] =>
  events.map((event) => ({ ...event, atMs: Math.ceil(event.atMs / periodMs) * periodMs }));

const heldToEnd = (events: readonly Written[]): Written[] =>
  events.map((event) => ({ ...event, atMs: events.at(-1)?.atMs ?? 0 }));

/** Each step of the model yields one to `most` accepted tokens, each an event of its own. */
function speculative(random: Random, most: number): Written[] {
  const stepMs = between(random, 12, 120);
  const steps = writing(random, { stepMs, count: Math.round(between(random, 20, 120)), jitter: 0.3 });
  return steps.flatMap((step) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => ({
      ...step,
      bytes: Math.round(between(random, 180, 380)),
    })),
  );
}

const ordinary = (random: Random): Written[] =>
  writing(random, { stepMs: between(random, 2, 60), count: Math.round(between(random, 250, 900)), jitter: 0.2 });

/** One generated stream; the same for the same seed. */
export type MakeStream = (random: Random) => Written[];

/** As it arrives at a client. */
export function generatedTrace(make: MakeStream, seed: number): RunTrace {
  const random = seededRandom(seed);
  return arriving(make(random), random);
}

/** What was held back, and must be flagged. */
export const HELD_BACK: readonly (readonly [string, MakeStream])[] = [
  ['until 4 KB came', (random) => heldToBytes(ordinary(random), 4096)],
  ['until 16 KB came', (random) => heldToBytes(ordinary(random), 16_384)],
  ['until 4 KB came, cut anywhere, of long events', (random) => cutToBytes(longEvents(random), 4096)],
  [
    'until a clock rang, once a second',
    (random) => heldToClock(writing(random, { stepMs: between(random, 2, 150), count: 300, jitter: 0.3 }), 1000),
  ],
  [
    'until a clock rang, four times a second',
    (random) => heldToClock(writing(random, { stepMs: between(random, 2, 15), count: 500, jitter: 1 }), 250),
  ],
  ['until the end', (random) => heldToEnd(ordinary(random))],
  [
    'until the end, but for the first token',
    (random) => {
      const [first, ...rest] = ordinary(random);
      return first ? [first, ...heldToEnd(rest)] : [];
    },
  ],
];

/** What came as it was made, and must not be. */
export const AS_MADE: readonly (readonly [string, MakeStream])[] = [
  ['single tokens', ordinary],
  [
    'single tokens with strong jitter',
    (random) => writing(random, { stepMs: between(random, 2, 60), count: 400, jitter: 1 }),
  ],
  [
    'several tokens in a chunk',
    (random) => writing(random, { stepMs: between(random, 60, 400), count: 80, jitter: 0.4 }),
  ],
  [
    'a few tokens after a long wait',
    (random) => writing(random, { stepMs: between(random, 3, 20), count: 5, jitter: 0.3 }),
  ],
  [
    'a fast model after a long wait',
    (random) => writing(random, { stepMs: between(random, 0.5, 2), count: 60, jitter: 0.3 }),
  ],
  ['speculative bursts of up to 4', (random) => speculative(random, 4)],
  ['speculative bursts of up to 8', (random) => speculative(random, 8)],
  [
    'stalls among single tokens',
    (random) => {
      let late = 0;
      return ordinary(random).map((event, index) => {
        if (index % 97 === 50) late += 900;
        return { ...event, atMs: event.atMs + late };
      });
    },
  ],
];
