import { partEntries, separateParts } from './lazyParts.mjs';
import { localModelExternals, nodeLlamaCpp } from './localModelFiles.mjs';
import { inProject } from './project.mjs';

/** VS Code 1.101, the oldest that the extension runs in, has Node 22 and Chromium 134; the command line asks for Node 20. */
const editorNode = 'node22';
const editorBrowser = 'chrome134';

// What is CommonJS inside an ESM bundle calls `require`, which ESM has not.
const requireInEsm =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

// What is UMD loads its own parts in a way that no bundler follows (jsonc-parser does); its ESM half is fine.
const mainFields = ['module', 'main'];

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
    extension: extension(common),
    // Tokenizers and prices stay files of their own that are read on first use.
    workers: {
      ...esm,
      entryPoints: {
        worker: 'src/engine/worker.ts',
        accounting: 'src/accounting/worker.ts',
        tokenCounter: 'src/tokenCounter.ts',
      },
      mainFields,
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    },
    localModel: {
      ...esm,
      entryPoints: { localModel: 'src/local/process.ts' },
      external: localModelExternals,
      plugins: [nodeLlamaCpp],
    },
    cli: {
      ...common,
      entryPoints: ['src/cli.ts'],
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields,
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

/**
 * @param {import('esbuild').BuildOptions} common
 * @returns {import('esbuild').BuildOptions}
 */
const extension = (common) => ({
  ...common,
  entryPoints: { extension: 'src/extension.ts', ...partEntries },
  platform: 'node',
  format: 'cjs',
  target: editorNode,
  external: ['vscode'],
  // The editor answers for `vscode` in `require` alone.
  supported: { 'dynamic-import': false },
  mainFields,
  plugins: [separateParts],
});
