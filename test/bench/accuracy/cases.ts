/** A stream to measure, and the state of the host while it lasts. */
export interface Case {
  readonly name: string;
  /** Of the truth server. */
  readonly scenario: 'steady' | 'model';
  readonly params: Readonly<Record<string, number>> & { readonly perChunk?: number };
  readonly prompt?: string;
  /** A request that the server gets before: one that it has answered, or one that it is still at work on. */
  readonly before?: { readonly prompt: string; readonly isOver: boolean };
  readonly isHostBlocked: boolean;
}

/** One or two seconds each, and enough chunks for a 99th percentile over some runs. */
const PACES = [
  { perSecond: 50, tokens: 100 },
  { perSecond: 200, tokens: 400 },
  { perSecond: 1000, tokens: 1000 },
  { perSecond: 5000, tokens: 5000 },
];

export const paceName = (perSecond: number, isHostBlocked: boolean): string =>
  `${String(perSecond)} chunks/s, ${isHostBlocked ? 'host blocked' : 'idle'}`;

/** One token a chunk, at every pace, with an idle host and with one that is blocked 150 ms of every 250 ms. */
export const STAMP_CASES: readonly Case[] = [false, true].flatMap((isHostBlocked) =>
  PACES.map(({ perSecond, tokens }) => ({
    name: paceName(perSecond, isHostBlocked),
    scenario: 'steady',
    params: { firstMs: 50, tokens, gapMs: 1000 / perSecond },
    isHostBlocked,
  })),
);

const CHUNKS = 50;
const GAP_MS = 20;
const EVEN = { firstMs: 50, tokens: CHUNKS, gapMs: GAP_MS };
const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${String(index)}`).join(' ');
/** As a model is served: its first token waits for loading, for other requests, and for the prompt to be read. */
const SERVED = { tokens: CHUNKS, gapMs: GAP_MS, prefillMs: 0.5 };

const STEADY: readonly (readonly [string, Case['params']])[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (perChunk) =>
      [
        `${String(perChunk)} ${perChunk === 1 ? 'token' : 'tokens'} a chunk`,
        { ...EVEN, tokens: CHUNKS * perChunk, perChunk, continuous: 1 },
      ] as const,
  ),
  ['5 tokens/s', { ...EVEN, tokens: 12, gapMs: 200 }],
  ['2 000 tokens/s', { ...EVEN, tokens: 2000, gapMs: 0.5 }],
  ['bursts of 4', { ...EVEN, burstOf: 4 }],
  ['speculative bursts of 1 to 5', { ...EVEN, tokens: 150, gapMs: 7, burstUpTo: 5 }],
  ['jitter of up to 15 ms', { ...EVEN, jitterMs: 15 }],
  ['a stall of 1 s', { ...EVEN, stallAfter: 25, stallMs: 1000 }],
  ['reasoning first', { ...EVEN, reasoning: 25 }],
];

const SERVED_CASES: readonly Omit<Case, 'scenario' | 'isHostBlocked'>[] = [
  { name: 'cold start: a model is loaded for 300 ms', params: { ...SERVED, loadMs: 300 } },
  {
    name: 'queueing behind another request',
    params: { ...SERVED, tokens: 30, gapMs: 10 },
    before: { prompt: 'Another question.', isOver: false },
  },
  { name: 'prefill of a prompt of 400 words', params: SERVED, prompt: words(400) },
  {
    name: 'prefix cache: 300 of 400 words known',
    params: { ...SERVED, cache: 1 },
    prompt: words(400),
    before: { prompt: words(300), isOver: true },
  },
];

/** Streams that nothing holds back: our figures must be right in all of them. */
export const SCENARIO_CASES: readonly Case[] = [
  ...STEADY.map(([name, params]) => ({ name, scenario: 'steady' as const, params })),
  ...SERVED_CASES.map((each) => ({ ...each, scenario: 'model' as const })),
].map((each) => ({ ...each, isHostBlocked: false }));

/** Code that runs for the first time is slower than it will ever be again. */
export const WARM_UPS: readonly Case[] = [
  { tokens: 2000, gapMs: 0.2 },
  { tokens: 40, gapMs: 20 },
].map((params) => ({ name: 'warm-up', scenario: 'steady', params: { firstMs: 50, ...params }, isHostBlocked: false }));
