import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { ScheduleTask, StreamAnswer, StreamTask } from './streamTask';

/**
 * The proof that the client is not the bottleneck: a thousand streams at once, each with fifty tokens a second, for half a minute; and how exactly a
 * schedule is kept. Ends with status 1 when a limit is missed.
 *   npm run bench -- load [--streams N] [--seconds S]
 */
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    folder: { type: 'string', default: '' },
  },
});
const [streams, seconds, perSecond] = [Number(values.streams), Number(values.seconds), 50];

const file = fileURLToPath(new URL('../bench/load/pacedStreams.mjs', import.meta.url));
const child = fork(file, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const address = await new Promise<string>((resolve) =>
  child.once('message', (message) => resolve((message as { address: string }).address)),
);

function ask(task: StreamTask | ScheduleTask): Promise<StreamAnswer> {
  const worker = new Worker(path.join(values.folder, 'loadWorker.mjs'), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: { type?: string; answer: StreamAnswer }) => {
      if (message.type === 'answer') resolve(message.answer);
    });
  });
}

/** All streams have begun after two seconds, and go on for as long as was asked from then on. */
const rampSeconds = 2;
const tokens = perSecond * (rampSeconds + seconds);
const url = `${address}/tokens=${String(tokens)};gapMs=${String(1000 / perSecond)};firstMs=50/v1`;
let isMissed = false;

function tell(what: string, value: number, unit: string, atMost?: number): void {
  const isOver = atMost !== undefined && !(value <= atMost);
  isMissed ||= isOver;
  const limit = atMost === undefined ? '' : `   at most ${String(atMost)}${isOver ? '  MISSED' : ''}`;
  console.log(`  ${what.padEnd(54)}${value.toFixed(2).padStart(12)} ${unit}${limit}`);
}

const names = { engine: 'ours', openai: 'the openai package', bare: 'bare sockets, nothing decoded' };
for (const client of ['engine', 'openai', 'bare'] as const) {
  console.log(`${String(streams)} streams of ${String(perSecond)} tokens/s for ${String(seconds)} s: ${names[client]}`);
  const answer = await ask({ client, url, streams });
  const isOurs = client === 'engine';
  tell('chunks lost', streams * tokens - answer.chunks, '', isOurs ? 0 : undefined);
  tell('lateness of a stamp once all have begun, median', answer.p50Ms, 'ms');
  tell('lateness of a stamp once all have begun, p99', answer.p99Ms, 'ms', isOurs ? 5 : undefined);
  tell('lateness of a stamp once all have begun, worst', answer.maxMs, 'ms');
  tell('processor time of the measuring thread', answer.cpuShare, 'cores', isOurs ? 1 : undefined);
  tell('memory kept per million chunks', answer.bytesPerMillionChunks / 2 ** 20, 'MiB');
}

console.log('200 requests/s on a schedule of random distances, 10 s');
const late = await ask({
  client: 'schedule',
  url: `${address}/tokens=10;gapMs=5;firstMs=20/v1`,
  perSecond: 200,
  requests: 2000,
});
tell('lateness of a start, p99', late.startLateP99Ms ?? NaN, 'ms', 2);
child.kill();
process.exit(isMissed ? 1 : 0);
