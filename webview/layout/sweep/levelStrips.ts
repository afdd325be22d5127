import { percentile, sortedNumbers } from '../../../src/core/percentile';
import { valueScale, type ValueScale } from '../compare/valueScale';

/** The requests of one level as a strip. All places in pixels. */
export interface LevelStrip {
  readonly y: number;
  readonly n: number;
  /** p5 and p95, or both ends of it all where there are too few requests for them. */
  readonly whiskers: readonly [number, number] | null;
  /** `null` with fewer than four requests: quartiles of three say nothing. */
  readonly box: { readonly x1: number; readonly x2: number } | null;
  readonly medianX: number | null;
  /** `null` below 100 requests. */
  readonly p99X: number | null;
  /** The slowest, which no percentile may hide. */
  readonly maxX: number | null;
}

export interface LevelStrips {
  readonly scale: ValueScale;
  readonly strips: readonly LevelStrip[];
  readonly budgetX: number | null;
  readonly height: number;
}

/** Percentiles of a strip in its own unit, for words and tables. */
export interface StripNumbers {
  readonly n: number;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export const STRIP_ROW_PX = 28;
export const STRIP_BOX_PX = 10;
const AXIS_PX = 24;
const TOP_PX = 4;
/** As everywhere: fewer samples carry no such percentile. */
const [FOR_QUARTILES, FOR_P95, FOR_P99] = [4, 20, 100];
/** A budget further off than this would press all strips together. */
const BUDGET_WITHIN = 1.6;

export function stripNumbers(values: readonly number[]): StripNumbers {
  const sorted = sortedNumbers(values);
  const n = sorted.length;
  const at = (share: number, least: number): number | null => (n < least ? null : percentile(sorted, share));
  return {
    n,
    p5: at(0.05, FOR_P95),
    p25: at(0.25, FOR_QUARTILES),
    p50: at(0.5, 1),
    p75: at(0.75, FOR_QUARTILES),
    p95: at(0.95, FOR_P95),
    p99: at(0.99, FOR_P99),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
  };
}

/** How one time is spread at each level, all on one scale; `null` without a single value. */
export function levelStrips(
  levels: readonly (readonly number[])[],
  width: number,
  budget: number | null,
): LevelStrips | null {
  const rows = levels.map(stripNumbers);
  const ends = rows.flatMap(({ min, max }) => [min, max].filter((value) => value !== null));
  const most = Math.max(...ends);
  const isNear = budget !== null && budget <= BUDGET_WITHIN * most;
  const scale = valueScale(isNear ? [...ends, budget] : ends, width);
  if (!scale || ends.length === 0) return null;
  return {
    scale,
    strips: rows.map((row, index) => stripOf(row, TOP_PX + (index + 0.5) * STRIP_ROW_PX, scale)),
    budgetX: isNear ? scale.x(budget) : null,
    height: TOP_PX + rows.length * STRIP_ROW_PX + AXIS_PX,
  };
}

function stripOf(numbers: StripNumbers, y: number, { x }: ValueScale): LevelStrip {
  const { n, p25, p50, p75, p99, max, min } = numbers;
  const [low, high] = [numbers.p5 ?? min, numbers.p95 ?? max];
  const place = (value: number | null): number | null => (value === null ? null : x(value));
  return {
    ...{ y, n },
    whiskers: low === null || high === null ? null : [x(low), x(high)],
    box: p25 === null || p75 === null ? null : { x1: x(p25), x2: x(p75) },
    medianX: place(p50),
    p99X: place(p99),
    maxX: place(max),
  };
}
