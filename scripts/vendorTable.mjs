/** Writes the table "What can be profiled" into the README, from the profiles that the engine itself works with. */
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { inProject } from './lib/project.mjs';
import { vendorTable, withTable } from './lib/vendorTable.mjs';

const folder = inProject('src', 'protocols', 'vendors');
const {
  outputFiles: [bundle],
} = await build({
  stdin: {
    contents: "export { PROFILES } from './profiles'; export { tellable } from './tellable';",
    resolveDir: folder,
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
});
const { PROFILES, tellable } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle?.contents ?? []).toString('base64')}`
);
const readme = inProject('README.md');
writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), vendorTable(PROFILES, tellable)));
