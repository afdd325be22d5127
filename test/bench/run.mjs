/** Builds the benchmark beside the product's own accounting bundle, runs it, and leaves nothing behind. */
import { mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import { inProject } from '../../scripts/lib/project.mjs';

const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-bench-'));
try {
  await build({
    ...bundles({ production: true }).workers,
    entryPoints: {
      main: inProject('test', 'bench', 'main.ts'),
      benchWorker: inProject('test', 'bench', 'benchWorker.ts'),
      accounting: inProject('src', 'accounting', 'worker.ts'),
    },
    // The scripted server is started from its own place, not from the bundle's.
    define: { 'import.meta.url': JSON.stringify(new URL('../support/x', import.meta.url).href) },
    outdir: folder,
  });
  const child = spawn(process.execPath, [path.join(folder, 'main.mjs'), '--folder', folder, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
} finally {
  await rm(folder, { recursive: true, force: true });
}
