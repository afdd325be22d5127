import { parentPort, workerData } from 'node:worker_threads';
import { AbsoluteEngine } from './absoluteEngine';
import { readBareSocket } from './bareSocket';
import { observed } from './observed';
import type { ObservedRun, Order } from './observedRun';

/** A thread that only measures, as the product has it: with the product's engine, or with a bare socket to hold it against. */
export type WorkerTask = (Order & { readonly client: 'engine' | 'bare socket' }) | 'close';
export type WorkerAnswer = { readonly type: 'progress' } | { readonly type: 'finished'; readonly run: ObservedRun };

const { accountingFile } = workerData as { accountingFile: string };
const engine = new AbsoluteEngine(accountingFile);
const post = (message: object): void => parentPort?.postMessage(message);

parentPort?.on('message', (task: WorkerTask) => {
  if (task === 'close') return void engine.close().then(() => parentPort?.close());
  void run(task).then((run) => post({ type: 'finished', run } satisfies WorkerAnswer));
});

async function run(task: Exclude<WorkerTask, 'close'>): Promise<ObservedRun> {
  if (task.client === 'bare socket') return readBareSocket(task.url);
  // Progress goes to the host as in the product, so that its cost is in the figures.
  return observed(await engine.run(task, (progress) => post({ type: 'progress', progress })));
}
