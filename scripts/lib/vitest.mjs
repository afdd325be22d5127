import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { run } from './childProcess.mjs';
import { inProject, node24 } from './project.mjs';

/**
 * Runs one project of vitest.config.mts. Failed tests are in the totals; what else goes wrong is thrown.
 * @param {string} project
 * @returns {Promise<import('./steps.mjs').Totals>}
 */
export async function runVitest(project) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-results-'));
  const results = path.join(folder, 'results.json');
  const cli = inProject('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${inProject('scripts', 'lib', 'totalsReporter.mjs')}`];
  try {
    const env = { PROMPT_PROFILER_TEST_RESULTS: results };
    const ended = await run(node24, [cli, 'run', '--project', project, ...reporters], { env }).catch((error) => error);
    const totals = JSON.parse(await readFile(results, 'utf8').catch(() => Promise.reject(ended)));
    if (ended instanceof Error && totals.failed === 0) throw ended;
    return totals;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
