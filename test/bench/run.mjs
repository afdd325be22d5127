/**
 * Builds benchmarks beside the product's own accounting bundle, runs them one after another, and leaves nothing behind.
 *   node test/bench/run.mjs NAME… [--options of the benchmark]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import { inProject } from '../../scripts/lib/project.mjs';

const benches = ['decode', 'accuracy', 'local', 'load', 'length', 'panel', 'tokens', 'heat'];
const args = process.argv.slice(2);
const isOption = (/** @type {string} */ arg) => arg.startsWith('--');
const firstOption = args.findIndex(isOption);
const asked = firstOption < 0 ? args : args.slice(0, firstOption);
const unknown = asked.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. Benchmarks: ${benches.join(' ')}.`);
  process.exit(2);
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-bench-'));
/** Below the project, where its packages are found. */
const localFolder = inProject('dist-test', 'bench');
try {
  await build({
    ...bundles({ production: true }).workers,
    entryPoints: {
      decode: inProject('test', 'bench', 'decode', 'main.ts'),
      decodeWorker: inProject('test', 'bench', 'decode', 'decodeWorker.ts'),
      accuracy: inProject('test', 'bench', 'accuracy', 'main.ts'),
      benchWorker: inProject('test', 'bench', 'accuracy', 'benchWorker.ts'),
      load: inProject('test', 'bench', 'load', 'main.ts'),
      loadWorker: inProject('test', 'bench', 'load', 'loadWorker.ts'),
      accounting: inProject('src', 'accounting', 'worker.ts'),
    },
    // The scripted server is started from its own place, not from the bundle's.
    define: { 'import.meta.url': JSON.stringify(new URL('../support/x', import.meta.url).href) },
    outdir: folder,
  });
  await build({
    entryPoints: {
      local: inProject('test', 'bench', 'localMain.ts'),
      length: inProject('test', 'bench', 'length', 'main.ts'),
      panel: inProject('test', 'bench', 'panel', 'main.ts'),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    // It builds bundles itself, and the builder cannot be part of one.
    packages: 'external',
    // Making the panel's page joins addresses, and nothing else of the editor.
    alias: { vscode: inProject('test', 'webview', 'support', 'vscodeUri.ts') },
    define: { 'import.meta.url': JSON.stringify(new URL('../support/x', import.meta.url).href) },
    outExtension: { '.js': '.mjs' },
    outdir: localFolder,
  });
  for (const name of asked.length > 0 ? asked : benches) process.exitCode ||= await run(name);
} finally {
  await rm(folder, { recursive: true, force: true });
  await rm(localFolder, { recursive: true, force: true });
}

/** @param {string} name */
function fileOf(name) {
  // They run in an editor, and build what they need themselves.
  if (['tokens', 'heat'].includes(name)) return inProject('test', 'bench', name, 'main.mjs');
  return path.join(['local', 'length', 'panel'].includes(name) ? localFolder : folder, `${name}.mjs`);
}

/** @param {string} name @returns {Promise<number>} */
function run(name) {
  const options = firstOption < 0 ? [] : args.slice(firstOption);
  const file = fileOf(name);
  const child = spawn(process.execPath, ['--expose-gc', file, '--folder', folder, ...options], { stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
