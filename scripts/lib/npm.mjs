import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { run } from './childProcess.mjs';
import { inProject, node24 } from './project.mjs';

export const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Runs npm. Under `npm start` and `npm test` that is the very npm (and Node) that the user typed: the project's own
 * Node 24 lies in node_modules, which `npm ci` removes under itself.
 * @param {string[]} args
 * @param {import('./childProcess.mjs').RunOptions} [options]
 */
export function npm(args, options = {}) {
  const { npm_node_execpath: node, npm_execpath: cli } = process.env;
  const own = path.dirname(node24);
  if (node && cli && !node.startsWith(own) && existsSync(node)) return run(node, [cli, ...args], options);
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const PATH = folders.filter((folder) => !folder.startsWith(inProject('node_modules'))).join(path.delimiter);
  if (process.platform === 'win32')
    return run('cmd', ['/c', 'npm', ...args], { ...options, env: { ...options.env, PATH } });
  return run('npm', args, { ...options, env: { ...options.env, PATH } });
}

/**
 * Runs a script of package.json, which npm starts on the project's Node 24.
 * @param {string} script
 */
export const npmRun = (script) => npm(['run', '--loglevel=silent', script]);

/** Runs `npm ci`, unless node_modules is already what package-lock.json says. Tells whether it did. */
export async function installDependencies() {
  if (isInstalled()) return false;
  await npm(['ci', ...quietly]);
  return true;
}

/**
 * npm writes node_modules/.package-lock.json as the last act of an install, so an interrupted one is seen, and so is one
 * that a contributor made by hand. Packages for other platforms are in the lock only.
 */
function isInstalled() {
  const wanted = packagesOf(inProject('package-lock.json'));
  const present = packagesOf(inProject('node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const found = present[name];
    if (found ? !isSame(found, entry) : !entry.optional) return false;
  }
  return spawnSync(node24, ['--version']).status === 0;
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry */

/**
 * @param {LockEntry} found
 * @param {LockEntry} wanted
 */
const isSame = (found, wanted) => found.version === wanted.version && found.integrity === wanted.integrity;

/**
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
