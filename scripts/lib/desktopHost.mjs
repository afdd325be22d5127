import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cache, root, testModels } from './project.mjs';
import { openDisplay } from './virtualDisplay.mjs';

const updateSite = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Runs a test module inside a desktop VS Code, downloaded on first use. Gives the reason when this machine cannot have one;
 * tests that fail are no such reason.
 * @param {{ tests: string, workspace: string, env: NodeJS.ProcessEnv, limitMs: number }} what
 * @returns {Promise<string | undefined>}
 */
export async function runInDesktop({ tests, workspace, env, limitMs }) {
  const display = await openDisplay();
  if (!display) return 'there is neither a display nor Xvfb';
  const profile = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-host-'));
  try {
    if (!(await hasDownload()) && !(await isReachable())) return 'the download site of VS Code cannot be reached';
    const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
    const reporter = new SilentReporter();
    const program = await downloadAndUnzipVSCode({ cachePath: cache, reporter, timeout: 15_000 });
    await runToEnd(program, [workspace, ...argumentsFor(tests, profile)], { ...env, ...display.env }, limitMs);
    return undefined;
  } catch (error) {
    // Failed tests end here too: the caller knows them by their results.
    return `the desktop VS Code ended with ${/** @type {Error} */ (error).message}`;
  } finally {
    display.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * @param {string} tests
 * @param {string} profile
 */
function argumentsFor(tests, profile) {
  return [
    ...[root, testModels].map((extension) => `--extensionDevelopmentPath=${extension}`),
    `--extensionTestsPath=${tests}`,
    `--user-data-dir=${profile}`,
    `--extensions-dir=${path.join(profile, 'extensions')}`,
    ...[
      '--disable-extensions',
      '--disable-workspace-trust',
      '--disable-updates',
      '--skip-welcome',
      '--skip-release-notes',
    ],
    ...['--no-sandbox', '--disable-gpu-sandbox'],
  ];
}

/**
 * Unlike the runner of test-electron this ends an editor that hangs.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} limitMs
 */
async function runToEnd(program, args, env, limitMs) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'ignore'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const [code, signal] = await once(child, 'close').finally(() => clearTimeout(timer));
  if (code !== 0) throw new Error(signal ? `signal ${signal}` : `exit code ${code}`);
}

async function hasDownload() {
  const entries = await readdir(cache).catch(() => []);
  return entries.some((name) => name.startsWith('vscode-'));
}

async function isReachable() {
  try {
    const answer = await fetch(updateSite, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}
