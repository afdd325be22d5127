/** Counts a megabyte of selected text in a real editor, and prints how long the answer took and how long the host stood still. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { npmRun } from '../../../scripts/lib/npm.mjs';
import { artifacts, inProject } from '../../../scripts/lib/project.mjs';
import { runInServer } from '../../../scripts/lib/serverHost.mjs';
import { installServer } from '../../../scripts/lib/serverInstall.mjs';
import { installChromium } from '../../../scripts/lib/systemPackages.mjs';

const limitMs = 180_000;
const tests = inProject('dist-test', 'bench', 'tokens.js');
const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-bench-'));
const results = path.join(folder, 'results.json');
try {
  await installChromium();
  await installServer();
  await npmRun('build');
  await build({
    entryPoints: { tokens: inProject('test', 'bench', 'tokens', 'inHost.ts') },
    outdir: path.dirname(tests),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
  });
  await mkdir(artifacts, { recursive: true });
  const logFile = path.join(artifacts, 'tokensBenchServer.log');
  const env = { PROMPT_PROFILER_BENCH_RESULTS: results };
  await runInServer({ tests, workspace: folder, env, logFile, limitMs });
  print(JSON.parse(await readFile(results, 'utf8')));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {import('./inHost').TokenBenchRow[]} rows */
function print(rows) {
  console.log(
    '1 MB of selected text in VS Code; ms, of five counts each. An answer waits 150 ms for the selection to rest.',
  );
  console.log(
    "Turns are those of the editor's host thread with a count and without; CPU leaves out what other programs take.\n",
  );
  console.table(
    rows.map(({ text, lines, tokens, answersMs, turns, turnsWithout, getTextMs }) => ({
      text,
      lines,
      tokens,
      'first answer': whole(answersMs[0] ?? 0),
      'slowest answer': whole(Math.max(...answersMs)),
      ...turnColumns('turn', turns),
      ...turnColumns('without', turnsWithout),
      'getText, most': short(Math.max(...getTextMs)),
    })),
  );
}

/** @param {string} name @param {readonly import('./inHost').Turns[]} turns */
function turnColumns(name, turns) {
  return {
    [`${name}: most`]: short(Math.max(...turns.map(({ mostMs }) => mostMs))),
    [`${name}: most CPU`]: short(Math.max(...turns.map(({ mostCpuMs }) => mostCpuMs))),
    [`${name}: median of most CPU`]: short(median(turns.map(({ mostCpuMs }) => mostCpuMs))),
    [`${name}: p99`]: short(median(turns.map(({ p99Ms }) => p99Ms))),
  };
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** @param {number} ms */
function whole(ms) {
  return Math.round(ms);
}

/** @param {number} ms */
function short(ms) {
  return Number(ms.toFixed(1));
}
