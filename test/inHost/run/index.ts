/** Runs inside the editor: `extensionTestsPath` names this module. Both hosts load it, with the same test files. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** The host hands on every line of the editor's console; the starter shows those that begin with this. */
const mark = '[tests] ';

/** Runs every test file beside this one; the results go to the file that the starter of the host asked for. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: true, timeout: 60_000, forbidOnly: true });
  for (const name of readdirSync(__dirname).sort())
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  Mocha.reporters.Base.consoleLog = (format = '', ...args: unknown[]) => console.log(mark + String(format), ...args);
  const stats = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error('Mocha ended without results.'));
    });
  });
  const results = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
  writeFileSync(process.env['PROMPT_PROFILER_TEST_RESULTS'] ?? '', JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} in-host tests failed.`);
}
