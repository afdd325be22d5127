import { cp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../../scripts/lib/bundles.mjs';
import { inProject } from '../../../scripts/lib/project.mjs';
import { platformBinaries } from '../../../scripts/lib/vsix.mjs';

/**
 * Lays the bundle of the model's process into a folder the way it ships: one file and the binaries' package, nothing else.
 *
 * @returns the path of the bundle
 */
export async function layOutLocalModel(folder: string): Promise<string> {
  const { localModel } = bundles({ production: true });
  await build({ ...localModel, outdir: folder });
  await cp(inProject('node_modules', platformBinaries), path.join(folder, 'node_modules', platformBinaries), {
    recursive: true,
  });
  return path.join(folder, 'localModel.mjs');
}
