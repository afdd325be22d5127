/** A part of the time axis, ms since t0. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** Closer than this there is nothing to see: stamps are good to some microseconds. */
export const SMALLEST_SPAN_MS = 1;

export const spanMs = (range: TimeRange): number => range.endMs - range.startMs;

/** Where a moment lies, in pixels. May be outside of 0 … width. */
export const xOf = (range: TimeRange, width: number, atMs: number): number =>
  ((atMs - range.startMs) / spanMs(range)) * width;

/** The moment under a pixel. */
export const timeAt = (range: TimeRange, width: number, x: number): number =>
  range.startMs + (x / width) * spanMs(range);

/** The same span, moved so that it lies inside the whole. */
function inside(range: TimeRange, whole: TimeRange): TimeRange {
  const span = Math.min(spanMs(range), spanMs(whole));
  const startMs = Math.min(Math.max(range.startMs, whole.startMs), whole.endMs - span);
  return { startMs, endMs: startMs + span };
}

/** Shows more (`factor` > 1) or less time; the moment under the pointer stays where it is. */
export function zoom(range: TimeRange, whole: TimeRange, factor: number, anchorMs: number): TimeRange {
  const span = Math.min(Math.max(spanMs(range) * factor, SMALLEST_SPAN_MS), spanMs(whole));
  const share = (anchorMs - range.startMs) / spanMs(range);
  const startMs = anchorMs - share * span;
  return inside({ startMs, endMs: startMs + span }, whole);
}

export const pan = (range: TimeRange, whole: TimeRange, byMs: number): TimeRange =>
  inside({ startMs: range.startMs + byMs, endMs: range.endMs + byMs }, whole);

export const isWhole = (range: TimeRange, whole: TimeRange): boolean => spanMs(range) >= spanMs(whole) * 0.999_999;
