import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './childProcess.mjs';
import { npm, quietly } from './npm.mjs';
import { cache, node24 } from './project.mjs';

/** The npm package that carries a whole VS Code server (1.139.1) and its workbench. */
const packageName = 'code-server@4.139.1';

const folder = path.join(cache, 'server');
const inside = path.join('node_modules', 'code-server', 'lib', 'vscode');

/** The VS Code server inside that package: what is started, without the package's own login page around it. */
export const serverFolder = path.join(folder, inside);

/**
 * Installs the server host unless it is there. Nothing is compiled: install scripts stay off, and the one native module that
 * the server misses, its log writer, gets a replacement in JavaScript. So no compiler and no system library is needed.
 * The folder gets its name only when complete, so an interrupted install is begun anew. Tells whether it installed.
 */
export async function installServer() {
  if ((await installedPackage()) === packageName) return false;
  const partial = `${folder}.partial`;
  for (const old of [folder, partial]) await rm(old, { recursive: true, force: true });
  const vscode = path.join(partial, inside);
  await mkdir(partial, { recursive: true });
  await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
  await install(partial, packageName);
  await install(vscode);
  await replaceLogger(path.join(vscode, 'node_modules', '@vscode', 'spdlog'));
  // It would only ask to sign in.
  await rm(path.join(vscode, 'extensions', 'copilot'), { recursive: true, force: true });
  await run(node24, ['out/server-main.js', '--version'], { cwd: vscode, quiet: true });
  await writeFile(path.join(partial, 'installed.json'), JSON.stringify({ packageName }));
  await rename(partial, folder);
  return true;
}

async function installedPackage() {
  try {
    return JSON.parse(await readFile(path.join(folder, 'installed.json'), 'utf8')).packageName;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} cwd
 * @param {string[]} packages
 */
async function install(cwd, ...packages) {
  await npm(['install', '--ignore-scripts', '--omit=dev', ...quietly, ...packages], { cwd, quiet: true });
}

/** @param {string} packageFolder */
async function replaceLogger(packageFolder) {
  const from = path.join(path.dirname(fileURLToPath(import.meta.url)), 'serverLogger.mjs');
  await copyFile(from, path.join(packageFolder, 'index.mjs'));
  await writeFile(path.join(packageFolder, 'package.json'), '{ "name": "@vscode/spdlog", "main": "index.mjs" }\n');
}
