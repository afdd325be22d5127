import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import OpenAI from 'openai';
import type { LevelRequest } from '../../../src/core/sweep/levelEngine';
import type { TraceSink } from '../../../src/core/traceSink';
import { createHttpSource } from '../../../src/engine/httpSource';
import { runLevel } from '../../../src/engine/load/runLevel';
import type { RunSource } from '../../../src/engine/runSource';
import { levelTo } from '../../support/testEngine';
import { monotonicMs } from '../accuracy/monotonicMs';
import type { ScheduleTask, StreamAnswer, StreamTask } from './streamTask';

/** A thread of its own that reads many streams at once: with the product's engine, or with the `openai` package. */
const task = workerData as StreamTask | ScheduleTask;

/** Lateness of stamps in steps of 10 µs, so that the bench itself keeps nothing per chunk. */
const STEP_MS = 0.01;
const counts = new Float64Array(200_000);
let chunks = 0;
let maxMs = 0;

function note(text: string, atMs: number): void {
  if (!text.startsWith('@')) return;
  // Its last sixteen digits are all that the server writes.
  const lateMs = Math.max(0, (atMs % 1e11) - Number(text.slice(1)));
  chunks += 1;
  maxMs = Math.max(maxMs, lateMs);
  const step = Math.min(counts.length - 1, Math.floor(lateMs / STEP_MS));
  counts[step] = (counts[step] ?? 0) + 1;
}

function quantile(share: number): number {
  let seen = 0;
  for (const [step, count] of counts.entries()) {
    seen += count;
    if (seen >= share * chunks) return (step + 1) * STEP_MS;
  }
  return NaN;
}

/** The product's source, whose sink is listened to on the way. */
function listened(source: RunSource): RunSource {
  return {
    dispose: () => source.dispose(),
    run(request, sink, signal) {
      let t0Ms = 0;
      const ear = new Proxy(sink, {
        get(inner, name) {
          const value: unknown = Reflect.get(inner, name);
          return typeof value === 'function' ? value.bind(inner) : value;
        },
      });
      const heard: TraceSink = Object.create(ear, {
        begin: {
          value: () => {
            t0Ms = monotonicMs();
            sink.begin();
          },
        },
        event: {
          value: (...[event, atMs, read]: Parameters<TraceSink['event']>) => {
            if (event.type === 'text') note(event.text, t0Ms + atMs);
            sink.event(event, atMs, read);
          },
        },
      }) as TraceSink;
      return source.run(request, heard, signal);
    },
  };
}

async function withEngine(asked: LevelRequest): Promise<number | null> {
  const source = listened(createHttpSource());
  const signal = new AbortController().signal;
  const { client } = await runLevel(source, asked, {
    onProgress: (progress) => parentPort?.postMessage(progress),
    signal,
  });
  await source.dispose();
  return client.startLateP99Ms;
}

async function withOpenai(url: string, streams: number): Promise<null> {
  const client = new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0 });
  await Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, (2000 * index) / streams));
      const messages = [{ role: 'user' as const, content: 'Go on.' }];
      const stream = await client.chat.completions.create({ model: 'm', messages, stream: true });
      for await (const { choices } of stream) note(choices[0]?.delta.content ?? '', monotonicMs());
    }),
  );
  return null;
}

function perform(): Promise<number | null> {
  if (task.client === 'openai') return withOpenai(task.url, task.streams);
  if (task.client === 'engine')
    return withEngine(levelTo(task.url, { load: task.streams, wanted: task.streams, most: task.streams }));
  const { perSecond, requests } = task;
  return withEngine(levelTo(task.url, { arrivals: 'poisson', load: perSecond, wanted: requests, most: 2 * requests }));
}

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const [bytes, startMs, cpuBefore] = [heap(), performance.now(), cpuMs()];
const startLateP99Ms = await perform();
const cpuShare = (cpuMs() - cpuBefore) / (performance.now() - startMs);
parentPort?.postMessage({
  type: 'answer',
  answer: {
    chunks,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    maxMs,
    cpuShare,
    bytesPerMillionChunks: ((heap() - bytes) / chunks) * 1e6,
    startLateP99Ms,
  } satisfies StreamAnswer,
});
