import { parentPort, workerData } from 'node:worker_threads';
import type { RunRequest } from '../../../src/core/runRequest';
import { AccountingClient } from '../../../src/engine/accountingClient';
import { createEngine } from '../../../src/engine/createEngine';
import { createHttpSource } from '../../../src/engine/httpSource';
import { startThread } from '../../../src/engine/threadPort';
import { monotonicMs } from './monotonicMs';

/** The product's measuring thread with one difference: its clock is read in absolute terms, and t0 is told with the report. */
const { accountingFile } = workerData as { accountingFile: string };
let t0Ms: number | null = null;
const now = (): number => {
  const atMs = monotonicMs();
  // The first reading of a run is its t0.
  t0Ms ??= atMs;
  return atMs;
};

const accounting = new AccountingClient(() => startThread(accountingFile));
const noModels = { run: () => Promise.reject(new Error('no models here')), dispose: () => Promise.resolve() };
const engine = createEngine({
  setup: { extensionVersion: 'bench', host: 'bench', remote: false, distFolder: '', builtInModelPath: '' },
  sources: { http: createHttpSource({ now }), gguf: noModels },
  accounting,
});

parentPort?.on('message', (request: RunRequest | 'close') => {
  if (request === 'close')
    return void engine.dispose().then(() => accounting.dispose().then(() => parentPort?.close()));
  t0Ms = null;
  // Progress goes to the host as in the product, so that its cost is in the figures.
  const run = engine.run('bench', request, (progress) => parentPort?.postMessage({ type: 'progress', progress }));
  void run.finished.then((report) => parentPort?.postMessage({ type: 'finished', report, t0Ms }));
});
