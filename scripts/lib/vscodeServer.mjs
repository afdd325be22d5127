import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import os from 'node:os';
import { URLSearchParams } from 'node:url';
import path from 'node:path';
import { run } from './childProcess.mjs';
import { freePort } from './freePort.mjs';
import { node24 } from './project.mjs';
import { serverFolder } from './serverInstall.mjs';

/** A workbench as a newcomer to this extension should find it: nothing that asks, nothing that covers the editor. */
const calmSettings = {
  // In a browser the default is to save at once, on the desktop it is not: samples stay as they are.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
  // Every server of a test would be announced; looking for them blocks the extension host for some milliseconds.
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
};

/**
 * @typedef {object} ServerOptions
 * @property {string} [profile] folder for settings and state; without it a fresh one that `stop` removes
 * @property {number} [port]
 * @property {Record<string, unknown>} [settings] user settings beside the calm ones
 * @property {boolean} [restricted] keep workspace trust on, so that folders open in Restricted Mode
 * @property {string[]} [vsix] packages to install before the start
 * @property {string[]} [extensions] folders of extensions to have installed, beside the one under development
 * @property {NodeJS.ProcessEnv} [env] seen by the extension host and what it starts
 * @property {string} [logFile]
 */

/**
 * @typedef {object} VscodeServer
 * @property {number} port
 * @property {string} profile
 * @property {(open: OpenOptions) => string} address
 * @property {Promise<unknown>} ended
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} OpenOptions
 * @property {string} folder
 * @property {string} [development] the extension's folder
 * @property {string} [tests] a module with `run()`, for the extension host
 * @property {string} [file]
 */

/**
 * Starts the VS Code server on loopback and waits until it answers.
 * @param {ServerOptions} [options]
 * @returns {Promise<VscodeServer>}
 */
export async function startServer(options = {}) {
  const profile = options.profile ?? (await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-host-')));
  const extensions = path.join(profile, 'extensions');
  await mkdir(path.join(profile, 'User'), { recursive: true });
  await writeSettings(path.join(profile, 'User', 'settings.json'), options.settings);
  const folders = ['--user-data-dir', profile, '--extensions-dir', extensions, '--accept-server-license-terms'];
  for (const folder of options.extensions ?? [])
    await cp(folder, path.join(extensions, path.basename(folder)), { recursive: true });
  for (const vsix of options.vsix ?? [])
    await run(node24, ['out/server-main.js', ...folders, '--install-extension', vsix], {
      cwd: serverFolder,
      quiet: true,
    });
  const port = await freePort(options.port);
  const token = randomBytes(16).toString('hex');
  const child = launch([...folders, '--port', String(port), '--connection-token', token], options);
  const ended = once(child, 'close');
  const stop = async () => {
    child.kill();
    // It goes by itself; the hosts that it started follow within a second.
    const late = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended.finally(() => clearTimeout(late));
    if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  await untilAnswer(port, token, ended).catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, profile, ended, stop, address: (open) => address(port, token, open) };
}

/**
 * A profile that is kept keeps the settings that its user made.
 * @param {string} file
 * @param {Record<string, unknown>} [settings]
 */
async function writeSettings(file, settings) {
  if (existsSync(file)) return;
  await writeFile(file, JSON.stringify({ ...calmSettings, ...settings }, null, 2));
}

/**
 * @param {string[]} args
 * @param {ServerOptions} options
 */
function launch(args, { restricted = false, env = {}, logFile }) {
  const trust = restricted ? [] : ['--disable-workspace-trust'];
  const fixed = ['out/server-main.js', '--host', '127.0.0.1', '--enable-smoke-test-driver', '--disable-telemetry'];
  const child = spawn(node24, [...fixed, ...trust, ...args], {
    cwd: serverFolder,
    // The marks of an editor around us would make the inner server think that it is part of that editor.
    env: { ...withoutEditorMarks(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = logFile ? createWriteStream(logFile) : undefined;
  for (const stream of [child.stdout, child.stderr]) {
    if (log) stream.pipe(log, { end: false });
    else stream.resume();
  }
  return child;
}

/** @param {NodeJS.ProcessEnv} env */
function withoutEditorMarks(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !name.startsWith('VSCODE_') && !name.startsWith('ELECTRON_') && !name.startsWith('npm_'),
    ),
  );
}

/**
 * @param {number} port
 * @param {string} token
 * @param {Promise<unknown>} ended
 */
async function untilAnswer(port, token, ended) {
  let gone = false;
  void ended.then(() => (gone = true));
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(100)) {
    if (gone) throw new Error(`The VS Code server ended right after its start (port ${port}).`);
    const answer = await fetch(`http://127.0.0.1:${port}/?tkn=${token}`, { redirect: 'manual' }).catch(() => undefined);
    if (answer && answer.status < 400) return;
  }
  throw new Error(`The VS Code server did not answer on port ${port} within 60 s.`);
}

/**
 * The workbench's address: folder, file and development settings are all in it.
 * @param {number} port
 * @param {string} token
 * @param {OpenOptions} open
 */
function address(port, token, { folder, development, tests, file }) {
  const remote = (/** @type {string} */ target) => `vscode-remote://127.0.0.1:${port}${encodeURI(toUrlPath(target))}`;
  const payload = [['skipWelcome', 'true']];
  if (development) payload.push(['extensionDevelopmentPath', remote(development)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({ tkn: token, folder: toUrlPath(folder), payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** @param {string} file */
function toUrlPath(file) {
  const slashed = path.resolve(file).split(path.sep).join('/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
