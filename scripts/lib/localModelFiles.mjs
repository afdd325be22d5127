/**
 * How node-llama-cpp gets into one file. At run-time the bundle needs, beside itself, nothing but the package with llama.cpp's
 * binaries for the platform, in a `node_modules` beside or above it. The other files that node-llama-cpp would read by its own
 * place on the disk are answered here, at build time:
 *
 * | file                              | read for                             | instead                                     |
 * |-----------------------------------|--------------------------------------|---------------------------------------------|
 * | llama/binariesGithubRelease.json  | which llama.cpp the binaries are     | its content is part of the bundle           |
 * | package.json                      | own version, when it compiles        | its content is part of the bundle           |
 * | llama/, bins/, templates/         | own builds, which we never make      | a folder that does not exist                |
 * | dist/…/testBindingBinary.js       | starts itself to try the binary      | no trial: it is in a process that may crash |
 */
import { readFile } from 'node:fs/promises';
import { inProject } from './project.mjs';

/** Optional or only inside Electron's main process; the binaries are found at run-time. */
export const localModelExternals = ['@node-llama-cpp/*', '@reflink/*', 'electron'];

const inPackage = (/** @type {string} */ file) => inProject('node_modules', 'node-llama-cpp', file);
const readJson = async (/** @type {string} */ file) => JSON.parse(await readFile(inPackage(file), 'utf8'));
const ownFolder = 'path.dirname(fileURLToPath(import.meta.url))';
const noFolder = "fileURLToPath(new URL('./node-llama-cpp/dist', import.meta.url))";

/** @type {import('esbuild').Plugin} */
export const nodeLlamaCpp = {
  name: 'node-llama-cpp',
  setup(build) {
    const replace = (
      /** @type {RegExp} */ filter,
      /** @type {(source: string) => string | Promise<string>} */ change,
    ) =>
      build.onLoad({ filter }, async ({ path }) => ({
        contents: await change(await readFile(path, 'utf8')),
        loader: 'js',
      }));
    replace(/node-llama-cpp[\\/]dist[\\/]config\.js$/, (source) => {
      if (!source.includes(ownFolder)) throw new Error('It finds its files in a new way: adapt localModelFiles.mjs.');
      return source.replace(ownFolder, noFolder);
    });
    replace(/node-llama-cpp[\\/]dist[\\/].*[\\/]binariesGithubRelease\.js$/, async (source) => {
      const { release } = await readJson('llama/binariesGithubRelease.json');
      const awaited = 'await getBinariesGithubRelease()';
      if (!source.includes(awaited)) throw new Error('It reads its release in a new way: adapt localModelFiles.mjs.');
      return source.replace(awaited, JSON.stringify(release));
    });
    replace(/node-llama-cpp[\\/]dist[\\/]utils[\\/]getModuleVersion\.js$/, async () => {
      const { version } = await readJson('package.json');
      return `export const getModuleVersion = async () => ${JSON.stringify(version)};`;
    });
    replace(
      /node-llama-cpp[\\/]dist[\\/].*[\\/]testBindingBinary\.js$/,
      () => 'export const testBindingBinary = async () => true;',
    );
  },
};
