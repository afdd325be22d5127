import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { npmRun } from '../../scripts/lib/npm.mjs';
import { artifacts, inProject } from '../../scripts/lib/project.mjs';
import { runInServer } from '../../scripts/lib/serverHost.mjs';
import { installServer } from '../../scripts/lib/serverInstall.mjs';
import { installChromium } from '../../scripts/lib/systemPackages.mjs';

const limitMs = 180_000;

/**
 * Runs test/bench/NAME/inHost.ts in the extension host of a real editor, and gives what it wrote into the file that
 * PROMPT_PROFILER_BENCH_RESULTS names.
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function runInEditor(name) {
  const tests = inProject('dist-test', 'bench', `${name}.js`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-bench-'));
  const results = path.join(folder, 'results.json');
  try {
    await installChromium();
    await installServer();
    await npmRun('build');
    await build({
      entryPoints: { [name]: inProject('test', 'bench', name, 'inHost.ts') },
      outdir: path.dirname(tests),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      external: ['vscode'],
    });
    await mkdir(artifacts, { recursive: true });
    const logFile = path.join(artifacts, `${name}BenchServer.log`);
    const env = { PROMPT_PROFILER_BENCH_RESULTS: results };
    await runInServer({ tests, workspace: folder, env, logFile, limitMs });
    return JSON.parse(await readFile(results, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
