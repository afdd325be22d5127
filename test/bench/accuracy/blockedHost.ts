const cpuMicroseconds = (): number => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};

/**
 * Blocks the calling thread 150 ms out of every 250 ms, as a busy extension host does, until told to stop; then gives the processor time
 * that the blocking itself took, in microseconds.
 */
export function blockThisThread(): () => number {
  let burnt = 0;
  const timer = setInterval(() => {
    const before = cpuMicroseconds();
    const until = performance.now() + 150;
    while (performance.now() < until);
    burnt += cpuMicroseconds() - before;
  }, 250);
  return () => {
    clearInterval(timer);
    return burnt;
  };
}
