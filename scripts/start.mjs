/**
 * `npm start`: sets everything up and opens a VS Code with this extension and a sample prompt. A desktop VS Code where
 * there is one, otherwise the VS Code server, in a browser. `npm start -- --server` takes the server in any case,
 * `--port N` chooses its port, `--no-open` opens no browser.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktopEditor, openInBrowser } from './lib/desktopEditor.mjs';
import { installDependencies, npmRun } from './lib/npm.mjs';
import { cache, inProject, root } from './lib/project.mjs';
import { step } from './lib/steps.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string' }, server: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
});
const samples = inProject('samples');
const sample = path.join(samples, 'one-line.prompt.md');
/** @type {NodeJS.Signals[]} */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const toDo = 'Right-click in the text and choose "Profile Prompt". Ctrl-C here ends everything.';

try {
  await step('install', installDependencies);
  await step('build', () => npmRun('build'));
  const editor = values.server ? undefined : findDesktopEditor();
  await (editor ? openDesktop(editor) : openServer());
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

/** A profile of its own: no question about trust, no welcome page, and the user's own settings stay as they are. */
async function openDesktop(/** @type {string} */ editor) {
  const profile = path.join(cache, 'startDesktop');
  const calm = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--new-window', '--wait'];
  const places = ['--user-data-dir', profile, '--extensions-dir', path.join(profile, 'extensions')];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [`--extensionDevelopmentPath=${root}`, ...calm, ...places, ...sandbox, samples, sample];
  const child = spawn(editor, args, { stdio: 'ignore' });
  console.log(`\nVS Code opens with the sample prompt. ${toDo}`);
  for (const signal of endings) process.on(signal, () => child.kill());
  await once(child, 'close');
}

async function openServer() {
  const { installServer } = await import('./lib/serverInstall.mjs');
  const { startServer } = await import('./lib/vscodeServer.mjs');
  await step('VS Code server', installServer);
  const profile = path.join(cache, 'startServer');
  await mkdir(profile, { recursive: true });
  const server = await startServer({ profile, port: portOf(values.port), logFile: path.join(profile, 'server.log') });
  const address = server.address({ folder: samples, development: root, file: sample });
  console.log(`\nReady. Open this address:\n\n  ${address}\n\n${toDo}`);
  if (!values['no-open']) openInBrowser(address);
  for (const signal of endings) process.on(signal, () => void server.stop());
  await server.ended;
}

/** @param {string} [text] */
function portOf(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port wants a number from 1 to 65535, not ${text}.`);
  return port;
}
