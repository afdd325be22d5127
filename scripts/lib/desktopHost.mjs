import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cache, root } from './project.mjs';
import { openDisplay } from './virtualDisplay.mjs';

const updateSite = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Runs a test module inside a desktop VS Code, downloaded on first use. Gives the reason when this machine cannot have one;
 * tests that fail are no such reason.
 * @param {{ tests: string, workspace: string, env: NodeJS.ProcessEnv }} what
 * @returns {Promise<string | undefined>}
 */
export async function runInDesktop({ tests, workspace, env }) {
  const display = await openDisplay();
  if (!display) return 'there is neither a display nor Xvfb';
  const profile = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-host-'));
  try {
    if (!(await hasDownload()) && !(await isReachable())) return 'the download site of VS Code cannot be reached';
    const { downloadAndUnzipVSCode, runTests, SilentReporter } = await import('@vscode/test-electron');
    const reporter = new SilentReporter();
    const vscodeExecutablePath = await downloadAndUnzipVSCode({ cachePath: cache, reporter, timeout: 15_000 });
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: { ...env, ...display.env },
      launchArgs: [workspace, '--user-data-dir', profile, '--disable-workspace-trust', '--disable-extensions'],
    });
    return undefined;
  } catch (error) {
    // Failed tests end here too: the caller knows them by their results.
    return `the desktop VS Code ended with: ${/** @type {Error} */ (error).message}`;
  } finally {
    display.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
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
