import { quickselect } from 'simple-statistics';

/** Shades of the heat in the editor; 0 is none. */
export const HEAT_LEVELS = [1, 2, 3, 4] as const;
export type HeatLevel = 0 | (typeof HEAT_LEVELS)[number];

/** From so many median gaps on a piece has the shade: a usual one has none. */
const FACTORS: Readonly<Record<(typeof HEAT_LEVELS)[number], number>> = { 1: 1.5, 2: 2, 3: 3, 4: 5 };
/** The longest shade is that of stalls, which are not shorter than this. */
const STALL_FLOOR_MS = 200;

/** How long a gap may be before it gets a shade. */
export interface HeatScale {
  readonly medianMs: number;
  readonly fromMs: Readonly<Record<(typeof HEAT_LEVELS)[number], number>>;
}

/** The median, for which nobody needs all of them in order: that would take several times as long. Changes their order. */
function middleOf(values: number[]): number | null {
  if (values.length === 0) return null;
  const at = (values.length - 1) >> 1;
  quickselect(values, at);
  const low = values[at] ?? Number.NaN;
  if (values.length % 2 === 1) return low;
  const high = values.slice(at + 1).reduce((least, value) => Math.min(least, value), Infinity);
  return (low + high) / 2;
}

/** A scale that follows the run's own pace, so that a slow model is not red all over. `null` with fewer than two chunks. */
export function heatScale(chunks: readonly { readonly atMs: number }[]): HeatScale | null {
  const gaps: number[] = [];
  for (let index = 1; index < chunks.length; index += 1)
    gaps.push((chunks[index]?.atMs ?? 0) - (chunks[index - 1]?.atMs ?? 0));
  const medianMs = middleOf(gaps);
  if (medianMs === null) return null;
  const at = (level: (typeof HEAT_LEVELS)[number]): number => FACTORS[level] * medianMs;
  return { medianMs, fromMs: { 1: at(1), 2: at(2), 3: at(3), 4: Math.max(at(4), STALL_FLOOR_MS) } };
}

const HOTTEST_FIRST = HEAT_LEVELS.toReversed();

export const heatOf = (gapMs: number, { fromMs }: HeatScale): HeatLevel =>
  HOTTEST_FIRST.find((level) => gapMs > fromMs[level]) ?? 0;
