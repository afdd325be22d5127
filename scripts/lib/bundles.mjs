import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inProject } from './project.mjs';

/** VS Code 1.101, the oldest that the extension runs in, has Node 22 and Chromium 134; the command line asks for Node 20. */
const editorNode = 'node22';
const editorBrowser = 'chrome134';

// What is CommonJS inside an ESM bundle calls `require`, which ESM has not.
const requireInEsm =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

/**
 * @param {{ production: boolean }} mode
 * @returns {Record<string, import('esbuild').BuildOptions>} by name; each is one run-time of the product
 */
export function bundles({ production }) {
  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: inProject(),
    bundle: true,
    outdir: 'dist',
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  };
  /** @type {import('esbuild').BuildOptions} */
  const esm = {
    ...common,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    banner: { js: requireInEsm },
  };
  return {
    extension: {
      ...common,
      entryPoints: ['src/extension.ts'],
      platform: 'node',
      format: 'cjs',
      target: editorNode,
      external: ['vscode'],
    },
    // Tokenizers and prices stay files of their own that are read on first use.
    workers: {
      ...esm,
      entryPoints: { worker: 'src/engine/worker.ts', accounting: 'src/accounting/worker.ts' },
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    },
    localModel: {
      ...esm,
      entryPoints: { localModel: 'src/local/process.ts' },
      external: ['@node-llama-cpp/*', '@reflink/*', 'electron'],
      plugins: [nodeLlamaCpp],
    },
    cli: {
      ...common,
      entryPoints: ['src/cli.ts'],
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      banner: { js: '#!/usr/bin/env node' },
    },
    panel: {
      ...common,
      entryPoints: { panel: 'webview/main.ts' },
      platform: 'browser',
      format: 'iife',
      target: editorBrowser,
    },
  };
}

const llamaFiles = ['package.json', 'LICENSE', 'llama/binariesGithubRelease.json', 'llama/llama.cpp.info.json'];

/**
 * node-llama-cpp finds a few of its files by its own place on the disk. Inside the bundle that place is dist/, so these
 * files are laid below dist/node-llama-cpp and the lookups are pointed there. Its binaries are packages of their own.
 * @type {import('esbuild').Plugin}
 */
const nodeLlamaCpp = {
  name: 'node-llama-cpp',
  setup(build) {
    const packageFolder = inProject('node_modules', 'node-llama-cpp');
    const ownFolder = 'const __dirname = path.dirname(fileURLToPath(import.meta.url));';
    build.onLoad(
      { filter: /node-llama-cpp[\\/]dist[\\/](config|utils[\\/]getModuleVersion)\.js$/ },
      async ({ path: file }) => {
        const source = await readFile(file, 'utf8');
        if (!source.includes(ownFolder))
          return { errors: [{ text: 'It finds its files in a new way: adapt scripts/lib/bundles.mjs.' }] };
        const inBundle = path.relative(packageFolder, path.dirname(file)).split(path.sep).join('/');
        const moved = ownFolder
          .replace('import.meta.url', `new URL('./node-llama-cpp/${inBundle}/', import.meta.url)`)
          .replace('path.dirname', '');
        return { contents: source.replace(ownFolder, moved), loader: 'js' };
      },
    );
    // It would start itself as a process to see whether the binary loads. It already is in a process that may crash.
    build.onLoad({ filter: /node-llama-cpp[\\/]dist[\\/].*[\\/]testBindingBinary\.js$/ }, () => ({
      contents: 'export const testBindingBinary = async () => true;',
    }));
    build.onEnd(async () => {
      for (const file of llamaFiles) {
        const to = inProject('dist', 'node-llama-cpp', file);
        await mkdir(path.dirname(to), { recursive: true });
        await cp(path.join(packageFolder, file), to);
      }
    });
  },
};
