import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';

/** Builds the worker bundles, as the product ships them, into a folder of their own. */
export async function buildWorkers(): Promise<{ distFolder: string; remove(): Promise<void> }> {
  const distFolder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-workers-'));
  await build({ ...bundles({ production: true })['workers'], outdir: distFolder });
  return { distFolder, remove: () => rm(distFolder, { recursive: true, force: true }) };
}
