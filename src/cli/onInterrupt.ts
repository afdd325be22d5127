import { EXIT } from './exitStatus';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first interrupt stops the run, which is then reported; a second one does not wait for that. */
export function onInterrupt(stop: () => void): () => void {
  let isStopping = false;
  const listener = (): void => {
    if (isStopping) process.exit(EXIT.stopped);
    isStopping = true;
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
