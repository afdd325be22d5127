import type { Case } from './measureCase';

/** About a second each, and enough chunks for a 99th percentile over some runs. */
const PACES = [
  { perSecond: 50, tokens: 100 },
  { perSecond: 200, tokens: 200 },
  { perSecond: 1000, tokens: 1000 },
  { perSecond: 5000, tokens: 5000 },
];

/** One token a chunk, at every pace, with an idle host and with one that is blocked 150 ms of every 250 ms. */
export const STAMP_CASES: readonly Case[] = [false, true].flatMap((isHostBlocked) =>
  PACES.map(({ perSecond, tokens }) => ({
    name: `${String(perSecond)} chunks/s, ${isHostBlocked ? 'host blocked' : 'idle'}`,
    params: { tokens, gapMs: 1000 / perSecond },
    isHostBlocked,
  })),
);

const CHUNKS = 100;
const GAP_MS = 20;

const OTHERS: readonly Pick<Case, 'name' | 'params'>[] = [
  { name: '5 chunks/s', params: { tokens: 15, gapMs: 200 } },
  { name: 'a stall of 1 s', params: { tokens: CHUNKS, gapMs: GAP_MS, stallAfter: 50, stallMs: 1000 } },
  { name: 'reasoning first', params: { tokens: CHUNKS, gapMs: GAP_MS, reasoning: 50 } },
  { name: 'bursts of 4', params: { tokens: CHUNKS, gapMs: GAP_MS, burstOf: 4 } },
];

/** Streams that nothing holds back: our figures must be right in all of them. */
export const SCENARIO_CASES: readonly Case[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((perChunk) => ({
    name: `${String(perChunk)} tokens a chunk`,
    params: { tokens: CHUNKS * perChunk, perChunk, gapMs: GAP_MS, continuous: 1 },
  })),
  ...OTHERS,
].map((each) => ({ ...each, isHostBlocked: false }));
