import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { requestTo } from '../../support/testEngine';
import { AbsoluteEngine, type AbsoluteReport } from './absoluteEngine';
import type { Contestant, ObservedRun } from './observedRun';

type Message = { readonly type: 'progress' } | ({ readonly type: 'finished' } & AbsoluteReport);

/** Our engine in its thread, as the product has it. */
export function engineInWorker(workerFile: string, accountingFile: string): Contestant {
  const worker = new Worker(pathToFileURL(workerFile), { workerData: { accountingFile } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return {
    name: 'our engine, worker',
    async run(url) {
      const finished = new Promise<AbsoluteReport>((resolve) => {
        const listen = (message: Message): void => {
          if (message.type !== 'finished') return;
          worker.off('message', listen);
          resolve(message);
        };
        worker.on('message', listen);
      });
      worker.postMessage(requestTo(url));
      return observed(await finished);
    },
    async close() {
      worker.postMessage('close');
      await exited;
    },
  };
}

/** The same engine without a thread of its own. */
export function engineInHost(accountingFile: string): Contestant {
  const engine = new AbsoluteEngine(accountingFile);
  return {
    name: 'our engine, host thread',
    run: async (url) => observed(await engine.run(requestTo(url), () => undefined)),
    close: () => engine.close(),
  };
}

function observed({ report, t0Ms }: AbsoluteReport): ObservedRun {
  if (report.outcome.status !== 'completed') throw new Error(JSON.stringify(report.outcome));
  return {
    t0Ms,
    chunksMs: (report.chunks ?? []).map(({ atMs }) => t0Ms + atMs),
    ttftMs: report.metrics.ttftMs.value ?? NaN,
    tpotMs: report.metrics.tpotMs.value ?? NaN,
  };
}
