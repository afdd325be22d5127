import type { CacheMode } from './vocabulary';

/** What is known beforehand of one target's runs. */
export interface TargetOutlook {
  readonly name: string;
  /** The most that one request costs: all input at its full price, and output to the limit. `null`: unknown. */
  readonly mostUsd: number | null;
  /** Why it is unknown. */
  readonly costReason: string | null;
  /** What one request costs when its answer is as long as those before; only where there is no upper bound. `null`: unknown. */
  readonly likelyUsd: number | null;
  /** How long one request took before, by the median of earlier runs; `null`: there were none. */
  readonly requestMs: number | null;
  /** How long ago the run was that this follows from; `null`: not long, or there was none. */
  readonly ageMs: number | null;
}

/** What a whole series may cost and take. */
export interface SeriesOutlook {
  readonly requests: number;
  /** Upper bound over the targets whose price is known; `null` when none is. */
  readonly mostUsd: number | null;
  /** Targets without an upper bound, each with the reason, and what it costs if its answers are as long as before. */
  readonly withoutCost: readonly {
    readonly name: string;
    readonly reason: string;
    readonly likelyUsd: number | null;
  }[];
  /** Over the targets that have answered before; `null` when none has. */
  readonly ms: number | null;
  readonly withoutTime: readonly string[];
  /** Targets of which only a run of some time ago is known. */
  readonly aged: readonly { readonly name: string; readonly ageMs: number }[];
}

export interface SeriesSize {
  readonly runs: number;
  readonly warmups: number;
  readonly cache: CacheMode;
  readonly pauseMs: number;
}

/** Sums up what is known, and says what is not: a missing price is no price of zero. */
export function estimateSeries(targets: readonly TargetOutlook[], size: SeriesSize): SeriesOutlook {
  // With a warm cache each run is made twice: the first time to fill the cache.
  const runs = size.runs + size.warmups;
  const each = runs * (size.cache === 'warm' ? 2 : 1);
  const usd = targets.flatMap(({ mostUsd }) => mostUsd ?? []);
  const ms = targets.flatMap(({ requestMs }) => requestMs ?? []);
  const pausesMs = Math.max(0, runs * targets.length - 1) * size.pauseMs;
  return {
    requests: each * targets.length,
    mostUsd: usd.length === 0 ? null : each * sum(usd),
    withoutCost: targets.flatMap(({ name, mostUsd, costReason, likelyUsd }) =>
      mostUsd === null ? [{ name, reason: costReason ?? '', likelyUsd: likelyUsd && each * likelyUsd }] : [],
    ),
    ms: ms.length === 0 ? null : each * sum(ms) + pausesMs,
    withoutTime: targets.flatMap(({ name, requestMs }) => (requestMs === null ? [name] : [])),
    aged: targets.flatMap(({ name, ageMs }) => (ageMs === null ? [] : [{ name, ageMs }])),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
