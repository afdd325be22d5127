/** Ms on the system's monotonic clock, by the slower of the two ways to read it. */
const exactMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * Where `performance.now()`, which counts from the start of its own thread, has its zero on the system's monotonic clock. On Linux that is
 * CLOCK_MONOTONIC, on macOS and Windows its like: one clock with one origin for all threads and processes of a machine. So a
 * stamp that the truth server took before a write and one that a client took after a read may be subtracted. Both clocks are
 * the same counter; of many readings the pair with the least time between them is good to less than a microsecond.
 */
export const threadStartMs = ((): number => {
  const readings = Array.from({ length: 1000 }, () => {
    const before = exactMs();
    const atMs = performance.now();
    const after = exactMs();
    return { spanMs: after - before, startMs: (before + after) / 2 - atMs };
  });
  return readings.reduce((best, each) => (each.spanMs < best.spanMs ? each : best)).startMs;
})();

/** Ms on the system's monotonic clock. */
export const monotonicMs = (): number => threadStartMs + performance.now();
