/**
 * `npm test`: sets everything up and runs every check and every test. `npm test -- unit inhost` runs only these steps
 * (build lint typecheck unit webview inhost person vsix); what they need is set up all the same.
 */
import { installDependencies } from './lib/npm.mjs';
import { line, noTests, problem, step, sum, summary } from './lib/steps.mjs';

const checks = {
  build: () => npmScript('build'),
  lint: () => npmScript('lint'),
  typecheck: () => npmScript('typecheck'),
};
const suites = {
  unit: async () => (await import('./lib/vitest.mjs')).runVitest('unit'),
  webview: async () => (await import('./lib/vitest.mjs')).runVitest('webview'),
  inhost: async () => (await import('./lib/inHost.mjs')).runInHostTests(),
  person: async () => (await import('./lib/vitest.mjs')).runVitest('person'),
  vsix: async () => {
    await npmScript('package');
    return (await import('./lib/vitest.mjs')).runVitest('vsix');
  },
};
const needHost = ['inhost', 'person', 'vsix'];
const needBrowser = ['webview', ...needHost];

const all = [...Object.keys(checks), ...Object.keys(suites)];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Steps: ${all.join(' ')}.`);
  process.exit(2);
}
await main(asked.length > 0 ? asked : all);

/** @param {string[]} wanted */
async function main(wanted) {
  const usesHost = needHost.some((name) => wanted.includes(name));
  await setUp(
    needBrowser.some((name) => wanted.includes(name)),
    usesHost,
  );
  if (usesHost && !wanted.includes('build')) wanted.unshift('build');
  let totals = noTests;
  for (const name of all.filter((candidate) => wanted.includes(candidate))) {
    const result = await runStep(name);
    totals = sum(totals, result);
    if (name === 'build' && result.failed > 0) break;
  }
  console.log(summary(totals));
  process.exit(totals.failed > 0 ? 1 : 0);
}

/**
 * @param {boolean} usesBrowser
 * @param {boolean} usesHost
 */
async function setUp(usesBrowser, usesHost) {
  try {
    await step('install', async () => {
      if (!(await installDependencies())) console.log('   node_modules is as package-lock.json says');
    });
    if (!usesBrowser) return;
    const { installChromium } = await import('./lib/systemPackages.mjs');
    await step('browser', installChromium);
    if (!usesHost) return;
    const { installServer } = await import('./lib/serverInstall.mjs');
    await step('VS Code server', installServer);
  } catch (error) {
    console.log(summary(failed('setting up', error)));
    process.exit(1);
  }
}

/**
 * A check counts only when it fails; a suite that runs no test has failed.
 * @param {string} name
 * @returns {Promise<import('./lib/steps.mjs').Totals>}
 */
async function runStep(name) {
  try {
    return await step(name, async () => {
      if (name in checks) {
        await checks[/** @type {keyof typeof checks} */ (name)]();
        return noTests;
      }
      const result = await suites[/** @type {keyof typeof suites} */ (name)]();
      console.log(`   ${name}: ${line(result)}`);
      if (result.passed + result.failed === 0) throw new Error(`${name} ran no test.`);
      return result;
    });
  } catch (error) {
    return failed(name, error);
  }
}

/**
 * @param {string} name
 * @param {unknown} error
 * @returns {import('./lib/steps.mjs').Totals}
 */
function failed(name, error) {
  console.error(`   ✗ ${error instanceof Error ? error.message : error}`);
  return { ...noTests, failed: 1, failures: [problem(name, error)] };
}

/** @param {string} name */
async function npmScript(name) {
  const { npmRun } = await import('./lib/npm.mjs');
  await npmRun(name);
}
