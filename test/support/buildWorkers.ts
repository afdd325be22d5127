import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';

export interface BuiltFolder {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the worker bundles, as the product ships them, into a folder of their own. */
export const buildWorkers = (): Promise<BuiltFolder> => buildInto({});

/** Builds a script of this folder, to be run in a process of its own; `name` without its ending. */
export const buildScript = (name: string): Promise<BuiltFolder> =>
  buildInto({ [name]: fileURLToPath(new URL(`${name}.ts`, import.meta.url)) });

async function buildInto(entryPoints: Readonly<Record<string, string>>): Promise<BuiltFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-built-'));
  const { workers } = bundles({ production: true });
  const own = Object.keys(entryPoints).length > 0 ? { entryPoints } : {};
  await build({ ...workers, ...own, outdir: folder });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
