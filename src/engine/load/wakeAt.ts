/** Timers are good to a millisecond or two; the rest is waited for in turns of the event loop, in which sockets are read as ever. */
const COARSE_MS = 2;

/** Calls `action` at a moment of `performance.now()`, to a fraction of a millisecond when the thread is not busy; gives what cancels it. */
export function wakeAt(atMs: number, action: () => void): () => void {
  let isCancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = (): void => {
    if (isCancelled) return;
    const leftMs = atMs - performance.now();
    if (leftMs <= 0) action();
    else wait(leftMs);
  };
  const wait = (leftMs: number): void => {
    if (leftMs > COARSE_MS) timer = setTimeout(turn, leftMs - COARSE_MS);
    else setImmediate(turn);
  };
  wait(atMs - performance.now());
  return () => {
    isCancelled = true;
    clearTimeout(timer);
  };
}
