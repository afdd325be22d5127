import { AXIS_STEPS, SCALE_STEPS, niceCeiling } from './niceSteps';
import { spanMs, xOf, type TimeRange } from './timeRange';

export interface TimeTick {
  readonly atMs: number;
  readonly x: number;
}

export interface TimeAxis {
  readonly stepMs: number;
  readonly ticks: readonly TimeTick[];
}

/** Grid lines at round times, at least `smallestPx` apart. */
export function timeAxis(range: TimeRange, width: number, smallestPx: number): TimeAxis {
  const stepMs = niceCeiling((spanMs(range) * smallestPx) / Math.max(width, smallestPx), AXIS_STEPS);
  const ticks: TimeTick[] = [];
  const last = Math.floor(range.endMs / stepMs + 1e-9);
  for (let index = Math.ceil(range.startMs / stepMs - 1e-9); index <= last; index += 1) {
    // `+ 0` turns the -0 of rounding up into 0.
    const atMs = index * stepMs + 0;
    ticks.push({ atMs, x: xOf(range, width, atMs) });
  }
  return { stepMs, ticks };
}

/** While nothing is known a run gets this much room. */
const FIRST_END_MS = 400;

/**
 * End of the axis of a run under way. It grows in steps of a third to a half, so what is drawn stands still between two
 * steps instead of shrinking with each chunk.
 */
export const liveEndMs = (elapsedMs: number): number =>
  Math.max(FIRST_END_MS, niceCeiling(elapsedMs * 1.02, SCALE_STEPS));
