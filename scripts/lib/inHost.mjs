import { cp, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { runInDesktop } from './desktopHost.mjs';
import { artifacts, inProject } from './project.mjs';
import { runInServer } from './serverHost.mjs';

/** The suite takes two minutes; an editor that hangs must not hold the rest up for ever. */
const limitMs = 900_000;

const outdir = inProject('dist-test', 'inHost');

/**
 * Runs test/inHost in a real VS Code: the desktop one where it can be had, otherwise the server one.
 * PROMPT_PROFILER_HOST=desktop or server decides by hand.
 * @returns {Promise<import('./steps.mjs').Totals>}
 */
export async function runInHostTests() {
  await bundleTests();
  const workspace = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-workspace-'));
  const results = path.join(workspace, '..', `${path.basename(workspace)}.json`);
  try {
    await cp(inProject('samples'), workspace, { recursive: true });
    await runInSomeHost({
      tests: path.join(outdir, 'index.js'),
      workspace,
      env: { PROMPT_PROFILER_TEST_RESULTS: results },
    });
    return JSON.parse(await readFile(results, 'utf8'));
  } finally {
    for (const left of [workspace, results]) await rm(left, { recursive: true, force: true });
  }
}

async function bundleTests() {
  const names = (await readdir(inProject('test', 'inHost'))).filter((name) => name.endsWith('.test.ts'));
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: inProject(),
    entryPoints: ['test/inHost/run/index.ts', ...names.map((name) => `test/inHost/${name}`)],
    entryNames: '[name]',
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    // As in the product: what is UMD loads its own parts in a way that no bundler follows.
    mainFields: ['module', 'main'],
  });
}

/** @param {{ tests: string, workspace: string, env: NodeJS.ProcessEnv & { PROMPT_PROFILER_TEST_RESULTS: string } }} what */
async function runInSomeHost(what) {
  const asked = process.env['PROMPT_PROFILER_HOST'];
  if (asked !== 'server') {
    const problem = await runInDesktop({ ...what, limitMs });
    if (await hasResults(what.env.PROMPT_PROFILER_TEST_RESULTS)) return console.log('   host: desktop VS Code');
    if (asked === 'desktop') throw new Error(`No desktop host: ${problem}`);
    console.log(`   host: VS Code server, because ${problem}`);
  } else console.log('   host: VS Code server');
  await mkdir(artifacts, { recursive: true });
  await runInServer({ ...what, limitMs, logFile: path.join(artifacts, 'inHostServer.log') });
}

/** @param {string} file */
async function hasResults(file) {
  return readFile(file).then(
    () => true,
    () => false,
  );
}
