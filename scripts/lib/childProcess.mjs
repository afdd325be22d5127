import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] added to this process' own
 * @property {boolean} [quiet] keep the output back; it is in the error when the command fails
 */

/**
 * Runs a command to its end and gives its output. Rejects when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, { cwd = root, env = {}, quiet = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  const output = collectOutput(child);
  const code = await exitOf(child, command);
  if (code === 0) return output();
  const shown = [path.basename(command), ...args].join(' ');
  throw new Error(`${shown.slice(0, 200)} ended with ${code}${quiet ? `\n${output().trimEnd().slice(-4000)}` : ''}`);
}

/** @param {import('node:child_process').ChildProcess} child */
function collectOutput(child) {
  /** @type {Buffer[]} */
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(part));
  return () => Buffer.concat(parts).toString('utf8');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} command
 * @returns {Promise<number | string>}
 */
async function exitOf(child, command) {
  try {
    const [code, signal] = await once(child, 'close');
    return code ?? signal;
  } catch (error) {
    throw new Error(`${command} could not be started: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/**
 * Whether a program of that name is in PATH; gives its full path.
 * @param {string[]} names in order of preference
 * @param {(file: string) => boolean} exists
 * @returns {string | undefined}
 */
export function findInPath(names, exists) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names)
    for (const folder of folders)
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        if (exists(file)) return file;
      }
  return undefined;
}
