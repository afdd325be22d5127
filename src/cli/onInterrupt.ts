import { EXIT } from './exitStatus';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `npx` and `timeout` hand on what the terminal or they themselves have sent to all of the group: one wish that comes twice. */
const SAME_WISH_MS = 500;

/** The first interrupt stops the run, which is then reported; a second one does not wait for that. */
export function onInterrupt(stop: () => void): () => void {
  let stoppedAtMs: number | null = null;
  const listener = (): void => {
    if (stoppedAtMs !== null && performance.now() - stoppedAtMs > SAME_WISH_MS) process.exit(EXIT.stopped);
    if (stoppedAtMs !== null) return;
    stoppedAtMs = performance.now();
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
