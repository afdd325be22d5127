/**
 * Ms on the system's monotonic clock. On Linux this is CLOCK_MONOTONIC, on macOS and Windows its like: one clock with one origin
 * for all threads and processes of a machine. So a stamp that the scripted server took before a write and one that a client took
 * after a read may be subtracted; `performance.now()`, which counts from its own thread's start, would not allow that.
 */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
