import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RunTrace } from '../core/runTrace';

const RESOLUTION_MS = 10;

/**
 * Watches how late this thread's event loop is: a token is made in another thread, and its stamp waits for this one. The engine
 * watches its own thread in the same way, but that one stamps no token of a local model.
 *
 * @returns what ends the watch and says what it saw
 */
export function watchLoop(): () => RunTrace['loopDelay'] {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  // Node records the time between two ticks of its timer, so the timer's own period is part of each value.
  const lateMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return () => {
    histogram.disable();
    if (histogram.count === 0) return null;
    return { p99Ms: lateMs(histogram.percentile(99)), maxMs: lateMs(histogram.max) };
  };
}
