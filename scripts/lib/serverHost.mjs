import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from './chromium.mjs';
import { root, testModels } from './project.mjs';
import { startServer } from './vscodeServer.mjs';

/**
 * Runs a test module inside the VS Code server, with a headless Chromium as its window.
 * @param {{ tests: string, workspace: string, env: NodeJS.ProcessEnv, logFile: string, limitMs: number }} what
 */
export async function runInServer({ tests, workspace, env, logFile, limitMs }) {
  const server = await startServer({ env, logFile, extensions: [testModels] });
  const browser = await chromium.launch({ executablePath: (await findChromium()) ?? '', args: chromiumArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    /** @type {Promise<unknown>} */
    const exit = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', print);
    await page.goto(server.address({ folder: workspace, development: root, tests }));
    const crash = new Promise((_, reject) => page.once('crash', () => reject(new Error('The browser page crashed.'))));
    const end = server.ended.then(() => Promise.reject(new Error(`The VS Code server ended; see ${logFile}`)));
    await Promise.race([exit, crash, end, timeout(limitMs, logFile)]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * The whole console of the window comes here; the lines of the tests carry a mark.
 * @param {string} _type
 * @param {unknown[]} args
 */
function print(_type, [format, ...args]) {
  const mark = '[tests] ';
  if (typeof format === 'string' && format.startsWith(mark)) console.log(format.slice(mark.length), ...args);
}

/**
 * @param {number} limitMs
 * @param {string} logFile
 */
function timeout(limitMs, logFile) {
  return new Promise((_, reject) => {
    const give = () =>
      reject(new Error(`The tests in the VS Code server did not end within ${limitMs / 1000} s; see ${logFile}`));
    setTimeout(give, limitMs).unref();
  });
}
