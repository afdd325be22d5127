/** The closed word lists of a sweep. Public formats use these very words. */

/** How a sweep ended: not yet; all of it was made; by its user; at a cap; since the server was saturated; since too much failed. */
export const SWEEP_ENDINGS = ['running', 'completed', 'stopped', 'capped', 'saturated', 'failing'] as const;
export type SweepEnding = (typeof SWEEP_ENDINGS)[number];

/** Whether prompts must be new to the server from their first token, or the same one is sent again and again. */
export const SWEEP_CACHE_MODES = ['cold', 'warm'] as const;
export type SweepCacheMode = (typeof SWEEP_CACHE_MODES)[number];

/** What a cap can be set on. */
export const CAP_NAMES = ['requests', 'tokens', 'usd'] as const;
export type CapName = (typeof CAP_NAMES)[number];

/**
 * `closed`: so many users, each of whom waits for an answer before asking again. The others send on a schedule, whether answers come or not:
 * at even distances, at random ones (Poisson), or several at once (bursts).
 */
export const ARRIVALS = ['closed', 'constant', 'poisson', 'bursts'] as const;
export type Arrivals = (typeof ARRIVALS)[number];

/** How a level ended: measured to its end; its time was up first; then as for sweeps, and `rate-limited`: the server asked to wait too long. */
export const LEVEL_ENDINGS = [
  'completed',
  'time-up',
  'stopped',
  'capped',
  'saturated',
  'failing',
  'rate-limited',
] as const;
export type LevelEnding = (typeof LEVEL_ENDINGS)[number];

/** Which part of a level a request belongs to. Only `measured` ones are in its figures. */
export const LEVEL_PARTS = ['warm-up', 'measured', 'cool-down'] as const;
export type LevelPart = (typeof LEVEL_PARTS)[number];

/** What limits a server, or the measurement. `none`: nothing showed up to the highest load. */
export const BOTTLENECKS = ['client', 'network', 'queue', 'prefill', 'decode', 'none', 'unknown'] as const;
export type BottleneckKind = (typeof BOTTLENECKS)[number];

/** How a server serves several at once. */
export const BATCHINGS = ['continuous', 'static', 'one-at-a-time', 'undecided'] as const;
export type Batching = (typeof BATCHINGS)[number];

/** Whether reading a long prompt holds up the answers that others are getting. */
export const STALLINGS = ['stalls', 'does-not-stall', 'undecided'] as const;
export type Stalling = (typeof STALLINGS)[number];

/** What a card predicts. */
export const CARD_METRICS = [
  'ttftMs',
  'tpotMs',
  'e2eMs',
  'decodeTokensPerSecond',
  'usdPerThousand',
  'usdPerMonth',
] as const;
export type CardMetric = (typeof CARD_METRICS)[number];

export const CLAIM_VERDICTS = ['supported', 'refuted', 'undecided'] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];
