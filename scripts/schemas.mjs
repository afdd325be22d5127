/**
 * Writes the JSON Schemas that ship with the extension. They are made from the values that check reports and targets at run
 * time, so they cannot say something else. `--check` writes nothing and fails when a file is not up to date.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'media', 'schemas');

/** The schema makers are TypeScript: bundled in memory and imported from there. */
async function loadMakers() {
  const entry = join(root, 'src', 'report', 'jsonSchema.ts');
  const {
    outputFiles: [bundle],
  } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle?.contents ?? []).toString('base64')}`);
}

const makers = await loadMakers();
const schemas = {
  'run-1.schema.json': makers.runReportJsonSchema(),
  'targets.schema.json': makers.targetsJsonSchema(),
  'target-list.schema.json': makers.targetListJsonSchema(),
};

const check = process.argv.includes('--check');
if (!check) mkdirSync(folder, { recursive: true });

for (const [name, schema] of Object.entries(schemas)) {
  const path = join(folder, name);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`media/schemas/${name} is out of date. Run: node scripts/schemas.mjs`);
    process.exitCode = 1;
  }
}
