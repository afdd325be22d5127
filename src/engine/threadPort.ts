import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A thread as its owner sees it: post, listen, end. */
export interface ThreadPort<Out, In> {
  post(message: Out): void;
  /** `onEnd` is called once, however the thread ended; `reason` is for a sentence. */
  listen(onMessage: (message: In) => void, onEnd: (reason: string) => void): void;
  /** Waits until the thread is gone, up to `patienceMs` for it to go by itself. */
  end(patienceMs: number): Promise<void>;
}

/** Starts a bundled file as a thread. `data` is there before its first line runs. */
export function startThread<Out, In>(file: string, data?: unknown): ThreadPort<Out, In> {
  // Without the host's own loaders and debug flags: the bundle needs none, and an editor's would slow it down.
  const worker = new Worker(pathToFileURL(file), { workerData: data, execArgv: [] });
  let failure: Error | null = null;
  worker.on('error', (error: Error) => (failure = error));
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return {
    post: (message) => worker.postMessage(message),
    listen(onMessage, onEnd) {
      worker.on('message', onMessage);
      worker.once('exit', (code) => onEnd(failure?.message ?? `exit code ${String(code)}`));
    },
    async end(patienceMs) {
      const patience = setTimeout(() => void worker.terminate(), patienceMs);
      await gone;
      clearTimeout(patience);
    },
  };
}
