import { parentPort, workerData } from 'node:worker_threads';
import type { RunRequest } from '../../../src/core/runRequest';
import { AbsoluteEngine } from './absoluteEngine';

/** The product's measuring thread. */
const { accountingFile } = workerData as { accountingFile: string };
const engine = new AbsoluteEngine(accountingFile);

parentPort?.on('message', (request: RunRequest | 'close') => {
  if (request === 'close') return void engine.close().then(() => parentPort?.close());
  // Progress goes to the host as in the product, so that its cost is in the figures.
  const finished = engine.run(request, (progress) => parentPort?.postMessage({ type: 'progress', progress }));
  void finished.then((absolute) => parentPort?.postMessage({ type: 'finished', ...absolute }));
});
