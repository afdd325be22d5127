import type { ChunkSeries } from '../state/chunkSeries';
import { amountUpTo, type SpeedUnit } from './speedCurve';
import type { TimeTick } from './timeAxis';
import type { TimeRange } from './timeRange';

/** What the lanes show between two lines of the grid, as numbers. */
export interface TimeSlice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly chunks: number;
  /** Longest gap that ended here; `null` without chunks or when only the first is here. */
  readonly longestGapMs: number | null;
  /** Output in this slice, and up to its end. */
  readonly amount: number;
  readonly amountSoFar: number;
}

/** The part in view, cut at the lines of the grid: the chart for those who read it as a table. */
export function timeSlices(
  series: ChunkSeries,
  unit: SpeedUnit,
  { startMs, endMs }: TimeRange,
  ticks: readonly TimeTick[],
): readonly TimeSlice[] {
  const inner = ticks.map(({ atMs }) => atMs).filter((atMs) => atMs > startMs && atMs < endMs);
  const borders = [startMs, ...inner, endMs];
  return borders.slice(1).map((toMs, place) => {
    const fromMs = borders[place] ?? startMs;
    const first = series.firstFrom(fromMs);
    const end = toMs === endMs ? lastBorder(series, toMs) : series.firstFrom(toMs);
    const amountSoFar = amountUpTo(series, unit, end - 1);
    return {
      fromMs,
      toMs,
      chunks: end - first,
      longestGapMs: longestGap(series, first, end),
      amount: amountSoFar - amountUpTo(series, unit, first - 1),
      amountSoFar,
    };
  });
}

/** The very end belongs to the last slice. */
const lastBorder = (series: ChunkSeries, endMs: number): number =>
  series.length > 0 && series.at(series.length - 1) <= endMs ? series.length : series.firstFrom(endMs);

function longestGap(series: ChunkSeries, first: number, end: number): number | null {
  let longest: number | null = null;
  for (let index = Math.max(first, 1); index < end; index += 1) longest = Math.max(longest ?? 0, series.gap(index));
  return longest;
}
