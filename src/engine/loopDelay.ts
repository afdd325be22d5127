import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Fine enough to see what matters (5 ms at p99, 50 ms at most), coarse enough to cost nothing: 100 wake-ups a second. */
const RESOLUTION_MS = 10;

export interface LoopDelay {
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Watches how late the calling thread's event loop is, until asked. */
export function watchLoopDelay(): { stop(): LoopDelay | null } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  // Node records the time between two ticks of its timer, so the timer's own period is part of each value.
  const lateness = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    stop() {
      histogram.disable();
      if (histogram.count === 0) return null;
      return { p99Ms: lateness(histogram.percentile(99)), maxMs: lateness(histogram.max) };
    },
  };
}
