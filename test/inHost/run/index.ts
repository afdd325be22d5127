/** Runs inside the editor: `extensionTestsPath` names this module. Both hosts load it, with the same test files. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { problem } from '../../../scripts/lib/steps.mjs';

/** The host hands on every line of the editor's console; the starter shows those that begin with this. */
const mark = '[tests] ';

/**
 * Runs every test file beside this one; the results go to the file that the starter of the host asked for. A test that
 * fails is tried once more, as the editor is not ours; the starter tells which ones needed that.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: true, timeout: 60_000, forbidOnly: true, retries: 1 });
  for (const name of readdirSync(__dirname).sort())
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  Mocha.reporters.Base.consoleLog = (format = '', ...args: unknown[]) => console.log(mark + String(format), ...args);
  const failures: string[] = [];
  const retried = new Map<string, string>();
  const stats = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error('Mocha ended without results.'));
    });
    runner.on('retry', (test, error) => retried.set(test.fullTitle(), problem(test.fullTitle(), error)));
    runner.on('fail', (test, error) => {
      retried.delete(test.fullTitle());
      failures.push(problem(test.fullTitle(), error));
    });
  });
  const { passes: passed, failures: failed, pending: skipped } = stats;
  const results = { passed, failed, skipped, failures, retried: [...retried.values()] };
  writeFileSync(process.env['PROMPT_PROFILER_TEST_RESULTS'] ?? '', JSON.stringify(results));
  if (failed > 0) throw new Error(`${failed} in-host tests failed.`);
}
