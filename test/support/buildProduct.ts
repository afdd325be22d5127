import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import { inProject } from '../../scripts/lib/project.mjs';

/**
 * Builds command line, threads and model process as they ship, beside the shipped media. Inside the project, because the
 * native parts of the model's runtime are found in its node_modules.
 */
export async function buildProduct(): Promise<{ readonly cli: string; remove(): Promise<void> }> {
  await mkdir(inProject('dist-test'), { recursive: true });
  const folder = await mkdtemp(inProject('dist-test', 'product-'));
  await symlink(inProject('media'), path.join(folder, 'media'), 'junction');
  const { workers, cli, localModel } = bundles({ production: true });
  const outdir = path.join(folder, 'dist');
  await Promise.all([workers, cli, localModel].map((options) => build({ ...options, outdir })));
  return { cli: path.join(outdir, 'cli.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}
