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
import { readBareSocket } from './bareSockets';
import type { ScheduleTask, StreamAnswer, StreamTask } from './streamTask';

/** A thread of its own that reads many streams at once: with the product's engine, with the `openai` package, or with bare sockets. */
const task = workerData as StreamTask | ScheduleTask;

/** Lateness of stamps in steps of 10 µs, so that the bench itself keeps nothing per chunk. */
const STEP_MS = 0.01;
const counts = new Float64Array(200_000);
/** All users have begun after so long, and the code is warm; lateness counts from then on, as a level's figures do. */
const RAMP_MS = 2000;
let countsFromMs = Infinity;
let chunks = 0;
let counted = 0;
let maxMs = 0;

function note(text: string, atMs: number): void {
  if (!text.startsWith('@')) return;
  // Its last sixteen digits are all that the server writes.
  const lateMs = Math.max(0, (atMs % 1e11) - Number(text.slice(1)));
  chunks += 1;
  if (performance.now() < countsFromMs) return;
  counted += 1;
  maxMs = Math.max(maxMs, lateMs);
  const step = Math.min(counts.length - 1, Math.floor(lateMs / STEP_MS));
  counts[step] = (counts[step] ?? 0) + 1;
}

function quantile(share: number): number {
  let seen = 0;
  for (const [step, count] of counts.entries()) {
    seen += count;
    if (seen >= share * counted) return (step + 1) * STEP_MS;
  }
  return NaN;
}

/** The product's source, whose sinks are listened to on the way: in their own place, as a sink in between would cost what is measured. */
const listened = (source: RunSource): RunSource => ({
  dispose: () => source.dispose(),
  run(request, sink, signal) {
    let t0Ms = 0;
    const heard: Pick<TraceSink, 'begin' | 'event'> = { begin: sink.begin.bind(sink), event: sink.event.bind(sink) };
    sink.begin = () => {
      t0Ms = monotonicMs();
      heard.begin();
    };
    sink.event = (event, atMs, read) => {
      if (event.type === 'text') note(event.text, t0Ms + atMs);
      heard.event(event, atMs, read);
    };
    return source.run(request, sink, signal);
  },
});

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

/** As many at once, begun within two seconds, as those of the engine are. */
async function together(streams: number, one: () => Promise<void>): Promise<null> {
  await Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, (RAMP_MS * index) / streams));
      await one();
    }),
  );
  return null;
}

function withOpenai(url: string, streams: number): Promise<null> {
  const client = new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0 });
  return together(streams, async () => {
    const messages = [{ role: 'user' as const, content: 'Go on.' }];
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true });
    for await (const { choices } of stream) note(choices[0]?.delta.content ?? '', monotonicMs());
  });
}

function perform(): Promise<number | null> {
  if (task.client === 'openai') return withOpenai(task.url, task.streams);
  if (task.client === 'bare') return together(task.streams, () => readBareSocket(task.url, note));
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
countsFromMs = startMs + RAMP_MS;
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
