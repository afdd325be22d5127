import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import OpenAI from 'openai';
import type { StreamEvent } from '../../../src/core/streamEvent';
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

/** Hands on what a source tells, and looks at the stamps of its texts on the way. */
class Ear implements TraceSink {
  readonly #sink: TraceSink;
  #t0Ms = 0;

  constructor(sink: TraceSink) {
    this.#sink = sink;
  }

  begin(): void {
    this.#t0Ms = monotonicMs();
    this.#sink.begin();
  }

  event(event: StreamEvent, atMs: number, read: number): void {
    if (event.type === 'text') note(event.text, this.#t0Ms + atMs);
    this.#sink.event(event, atMs, read);
  }

  mark(...args: Parameters<TraceSink['mark']>): void {
    this.#sink.mark(...args);
  }

  reused(): void {
    this.#sink.reused();
  }

  read(atMs: number, bytes: number): number {
    return this.#sink.read(atMs, bytes);
  }

  phase(...args: Parameters<TraceSink['phase']>): void {
    this.#sink.phase(...args);
  }

  stampedElsewhere(...args: Parameters<TraceSink['stampedElsewhere']>): void {
    this.#sink.stampedElsewhere(...args);
  }

  attempt(...args: Parameters<TraceSink['attempt']>): void {
    this.#sink.attempt(...args);
  }

  conceded(...args: Parameters<TraceSink['conceded']>): void {
    this.#sink.conceded(...args);
  }

  notStreamed(): void {
    this.#sink.notStreamed();
  }

  proxy(...args: Parameters<TraceSink['proxy']>): void {
    this.#sink.proxy(...args);
  }

  wire(...args: Parameters<TraceSink['wire']>): void {
    this.#sink.wire(...args);
  }

  connection(...args: Parameters<TraceSink['connection']>): void {
    this.#sink.connection(...args);
  }
}

/** The product's source, whose sink is listened to on the way. */
const listened = (source: RunSource): RunSource => ({
  dispose: () => source.dispose(),
  run: (request, sink, signal) => source.run(request, new Ear(sink), signal),
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
