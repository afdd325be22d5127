/** Blocks the calling thread 150 ms out of every 250 ms, as a busy extension host does, until told to stop. */
export function blockThisThread(): () => void {
  const timer = setInterval(() => {
    const until = performance.now() + 150;
    while (performance.now() < until);
  }, 250);
  return () => clearInterval(timer);
}
