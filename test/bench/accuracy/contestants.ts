import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createEventStream } from '../../../src/protocols/eventStream';
import type { RunReport } from '../../../src/core/runReport';
import { requestTo } from '../../support/testEngine';
import { monotonicMs } from './monotonicMs';
import type { Contestant, ObservedRun } from './observedRun';

const tokenCountOf = (chunks: number): number => chunks - 1;

/** Our engine in its thread. */
export function engineInWorker(workerFile: string, accountingFile: string): Contestant {
  const worker = new Worker(pathToFileURL(workerFile), { workerData: { accountingFile } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  type Message = { type: 'progress' } | { type: 'finished'; report: RunReport; t0Ms: number };
  return {
    name: 'engine in its worker',
    async run(url) {
      const finished = new Promise<Extract<Message, { type: 'finished' }>>((resolve) => {
        const listen = (message: Message): void => {
          if (message.type !== 'finished') return;
          worker.off('message', listen);
          resolve(message);
        };
        worker.on('message', listen);
      });
      worker.postMessage(requestTo(url));
      const { report, t0Ms } = await finished;
      if (report.outcome.status !== 'completed') throw new Error(JSON.stringify(report.outcome));
      return {
        t0Ms,
        chunksMs: (report.chunks ?? []).map(({ atMs }) => t0Ms + atMs),
        text: report.output.text ?? '',
        ttftMs: report.metrics.ttftMs.value ?? NaN,
        tpotMs: report.metrics.tpotMs.value ?? NaN,
      };
    },
    async close() {
      worker.postMessage('close');
      await exited;
    },
  };
}

/** What a straightforward extension does: `fetch` in the host's own thread, a stamp for each piece that its reader gives. */
export const fetchInHost: Contestant = {
  name: 'fetch in the host thread',
  async run(url): Promise<ObservedRun> {
    const chunksMs: number[] = [];
    let text = '';
    const t0Ms = monotonicMs();
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body: JSON.stringify({ model: 'scripted-model', stream: true, stream_options: { include_usage: true } }),
    });
    const events = createEventStream();
    const utf8 = new TextDecoder();
    if (!response.body) throw new Error('no body');
    for await (const piece of response.body) {
      const atMs = monotonicMs();
      for (const { data } of events.push(utf8.decode(piece, { stream: true }))) {
        if (data === '[DONE]') continue;
        const content = (JSON.parse(data) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content;
        if (!content) continue;
        chunksMs.push(atMs);
        text += content;
      }
    }
    const [first = NaN] = chunksMs;
    const last = chunksMs.at(-1) ?? NaN;
    return { t0Ms, chunksMs, text, ttftMs: first - t0Ms, tpotMs: (last - first) / tokenCountOf(chunksMs.length) };
  },
  close: () => Promise.resolve(),
};
