import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { inProject } from './project.mjs';

/**
 * The licences of everything that the bundles took in, as one text.
 * @param {Iterable<string>} inputs files of the bundles, relative to the project
 */
export async function collectNotices(inputs) {
  const packages = new Set([...inputs].map((file) => packageFolderOf(file)).filter((folder) => folder !== undefined));
  const notices = await Promise.all([...packages].sort().map(noticeOf));
  return `Prompt Profiler contains the work of others.\n\n${notices.join('\n\n')}\n`;
}

/** @param {string} file */
function packageFolderOf(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** @param {string} folder */
async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(inProject(folder, 'package.json'), 'utf8'));
  const file = (await readdir(inProject(folder))).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? await readFile(path.join(inProject(folder), file), 'utf8') : `Licence: ${license}`;
  return `${'-'.repeat(80)}\n${name} ${version}\n\n${text.trim()}`;
}
