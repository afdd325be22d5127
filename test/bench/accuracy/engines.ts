import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AbsoluteEngine } from './absoluteEngine';
import type { WorkerAnswer, WorkerTask } from './benchWorker';
import { observed } from './observed';
import type { Contestant, ObservedRun, Order } from './observedRun';

/** A measuring thread with two clients in it: our engine, as the product has it, and a bare socket. */
export function measuringThread(workerFile: string, accountingFile: string) {
  const worker = new Worker(pathToFileURL(workerFile), { workerData: { accountingFile } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const send = (task: WorkerTask): void => worker.postMessage(task);
  const run = (client: 'engine' | 'bare socket', order: Order): Promise<ObservedRun> =>
    new Promise((resolve, reject) => {
      const settle = (action: () => void): void => {
        worker.off('message', listen).off('error', reject);
        action();
      };
      const listen = (answer: WorkerAnswer): void => {
        if (answer.type === 'finished') settle(() => resolve(answer.run));
      };
      worker.on('message', listen).once('error', reject);
      send({ client, ...order });
    });
  const contestant = (name: string, client: 'engine' | 'bare socket'): Contestant => ({
    name,
    run: (order) => run(client, order),
    close: () => Promise.resolve(),
  });
  return {
    engine: contestant('our engine, worker', 'engine'),
    bareSocket: contestant('bare socket, worker', 'bare socket'),
    async close(): Promise<void> {
      send('close');
      await exited;
    },
  };
}

/** The same engine without a thread of its own. */
export function engineInHost(accountingFile: string): Contestant {
  const engine = new AbsoluteEngine(accountingFile);
  return {
    name: 'our engine, host thread',
    run: async (order) => observed(await engine.run(order, () => undefined)),
    close: () => engine.close(),
  };
}
