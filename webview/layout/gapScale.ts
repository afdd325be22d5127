import type { ChunkSeries } from '../state/chunkSeries';
import { SCALE_STEPS, niceCeiling } from './niceSteps';

/** Air above what 95% of the gaps stay under. */
const HEADROOM = 1.25;

/**
 * Gap that fills the height of the chunk lane. It follows the usual gaps and not the longest: one long silence must not
 * press all other ticks flat. Ticks above it are cut, and drawn as cut.
 */
export const gapTopMs = (series: ChunkSeries): number =>
  Math.max(niceCeiling(Math.min(series.gaps.quantileMs(0.95) * HEADROOM, series.gaps.maxMs), SCALE_STEPS), 0.1);

/** The factor and the floor of the metric `stalls`. */
const STALL_FACTOR = 5;
const STALL_FLOOR_MS = 200;

/** What counts as a stall while the run goes on; the report decides with the exact median. */
export const stallThresholdMs = (series: ChunkSeries): number =>
  Math.max(STALL_FACTOR * series.gaps.quantileMs(0.5), STALL_FLOOR_MS);

/** Height of a tick as a share of the lane. The shortest still shows that something came. */
export const tickHeight = (gapMs: number, topMs: number): number => Math.min(1, Math.max(gapMs / topMs, 0.05));
