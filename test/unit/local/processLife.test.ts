import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { layOutLocalModel } from './localModelBundle';
import { writeTinyModel } from './tinyModel';

let folder = '';
let processPath = '';
let model = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'process-life-'));
  processPath = await layOutLocalModel(folder);
  model = path.join(folder, 'endless.gguf');
  await writeTinyModel(model, { contextLength: 32_768 });
  await build({
    entryPoints: [path.resolve('src/engine/localSource.ts')],
    outfile: path.join(folder, 'localSource.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the endless model, and says the process's id with the first text. */
const script = (say: string): string => `
  import childProcess from 'node:child_process';
  import { syncBuiltinESMExports } from 'node:module';
  const fork = childProcess.fork;
  let pid;
  childProcess.fork = (...args) => { const child = fork(...args); pid = child.pid; return child; };
  syncBuiltinESMExports();
  const { createLocalSource } = await import('./localSource.mjs');
  const source = createLocalSource({
    processPath: ${JSON.stringify(processPath)}, builtInModelPath: '', cacheFolder: ${JSON.stringify(folder)},
  });
  let said = false;
  const nothing = () => {};
  const sink = {
    begin: nothing, mark: nothing, read: () => 0, phase: nothing, stampedElsewhere: nothing,
    event: ({ type }) => { if (type === 'text' && !said) { said = true; ${say} } },
  };
  await source.run({
    target: { name: 'x', protocol: 'gguf', path: ${JSON.stringify(model)}, contextTokens: 32768 }, parameters: {}, cache: 'as-is', apiKey: null,
    prompt: { messages: [{ role: 'user', content: 'Hi' }], source: 'test' },
  }, sink, new AbortController().signal);
`;

/** A thread that is ended by force cannot collect its dead: what is left of the process then is its entry in the table. */
const isLeftover = (pid: number): boolean => {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isLeftover(pid);
  } catch {
    return false;
  }
}

const untilGone = (pid: number): Promise<void> =>
  vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 5000, interval: 10 });

test('the process ends when its parent is killed', async () => {
  const file = path.join(folder, 'parent.mjs');
  await writeFile(file, script('process.stdout.write(String(pid));'));
  const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await untilGone(pid);
}, 20_000);

test('works from a worker thread, and ends with it', async () => {
  const file = path.join(folder, 'thread.mjs');
  await writeFile(file, `import { parentPort } from 'node:worker_threads'; ${script('parentPort.postMessage(pid);')}`);
  const thread = new Worker(file);
  const [pid] = (await once(thread, 'message')) as [number];
  expect(isRunning(pid)).toBe(true);
  await thread.terminate();
  await untilGone(pid);
}, 20_000);
