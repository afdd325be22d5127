import { BINS_PER_DECADE, BIN_COUNT, binOf, binStartMs, type GapCounts } from '../state/gapCounts';
import { AXIS_STEPS, niceCeiling } from './niceSteps';

/** One bar of the histogram of gaps. Borders in ms; the axis is logarithmic, so all bars are equally wide. */
export interface GapBar {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  /** Share of the tallest bar. */
  readonly height: number;
}

export interface GapBars {
  readonly bars: readonly GapBar[];
  /** Ends of the axis of lengths. */
  readonly startMs: number;
  readonly endMs: number;
  /** Where that axis lies, in pixels: right of the texts of the counts. */
  readonly left: number;
  readonly width: number;
  /** Round counts, each with its share of the tallest bar. */
  readonly counts: readonly { readonly count: number; readonly height: number }[];
}

/** More bars than this are too thin to tell apart. */
const MOST_BARS = 48;
/** Room for the texts of the counts: for each digit, and beside them. */
const DIGIT_PX = 8;
const BESIDE_PX = 8;
/** Lines of counts, beside the one at the bottom. */
const COUNT_LINES = 3;
/** Fewer than this would blow up one single size to a wall. */
const FEWEST_BINS = BINS_PER_DECADE;

/**
 * Bars from the shortest to the longest gap. The axis is logarithmic because gaps of one run span from microseconds
 * (chunks of one read) to seconds (a stall); on a linear one everything but the stall is a single bar.
 */
export function gapBars(gaps: GapCounts, width: number): GapBars {
  const first = gaps.counts.findIndex((count) => count > 0);
  if (first < 0) return { bars: [], startMs: 0, endMs: 0, left: 0, width, counts: [] };
  const last = binOf(gaps.maxMs);
  const spare = Math.max(0, FEWEST_BINS - (last - first + 1));
  const start = Math.max(0, first - Math.ceil(spare / 2));
  const end = Math.min(BIN_COUNT, last + 1 + Math.floor(spare / 2));
  const merge = Math.ceil((end - start) / Math.min(MOST_BARS, Math.max(1, Math.floor(width / 5))));
  const groups = grouped(gaps.counts, start, end, merge);
  const most = groups.reduce((top, { count }) => Math.max(top, count), 1);
  const left = BESIDE_PX + DIGIT_PX * String(most).length;
  const barWidth = (width - left) / groups.length;
  const bars = groups.map((group, index) => ({
    ...group,
    x: left + index * barWidth,
    width: barWidth,
    height: group.count / most,
  }));
  const ends = { startMs: binStartMs(start), endMs: binStartMs(start + groups.length * merge) };
  return { bars, ...ends, left, width: width - left, counts: roundCounts(most) };
}

/** As gaps are whole, so are the lines; the lowest one is for a single gap if there is no more. */
function roundCounts(most: number): GapBars['counts'] {
  const step = Math.ceil(niceCeiling(most / COUNT_LINES, AXIS_STEPS));
  return Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step).map((count) => ({
    count,
    height: count / most,
  }));
}

function grouped(counts: Uint32Array, start: number, end: number, merge: number) {
  const groups: { fromMs: number; toMs: number; count: number }[] = [];
  for (let bin = start; bin < end; bin += merge) {
    let count = 0;
    for (let part = bin; part < bin + merge; part += 1) count += counts[part] ?? 0;
    groups.push({ fromMs: binStartMs(bin), toMs: binStartMs(bin + merge), count });
  }
  return groups;
}

/** Where a gap lies on the logarithmic axis, in pixels. */
export const gapX = ({ startMs, endMs, left, width }: GapBars, gapMs: number): number =>
  left + (width * Math.log(Math.max(gapMs, startMs) / startMs)) / Math.log(endMs / startMs);

/** Round gaps inside the axis: 1, 2 and 5 of each power of ten, thinned until they are far enough apart. */
export function gapTicks(bars: GapBars, smallestPx: number): readonly number[] {
  if (bars.bars.length === 0) return [];
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(bars.startMs)); 10 ** power <= bars.endMs; power += 1)
    for (const mantissa of [1, 2, 5]) all.push(mantissa * 10 ** power);
  const kept: number[] = [];
  for (const gapMs of all.filter((tick) => tick >= bars.startMs && tick <= bars.endMs)) {
    const previous = kept.at(-1);
    if (previous === undefined || gapX(bars, gapMs) - gapX(bars, previous) >= smallestPx) kept.push(gapMs);
  }
  return kept;
}
