/**
 * Writes the JSON Schemas that ship with the extension, the one inside its manifest too. They are made from the values that
 * check reports and targets at run time, so they cannot say something else. `--check` writes nothing and fails when a file is not up to date.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

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
    // What is CommonJS inside calls `require`, which a module in memory has not.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(import.meta.url)});`,
    },
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle?.contents ?? []).toString('base64')}`);
}

/** The manifest with the schema of its setting, which no file can be named for. */
function manifestWith(/** @type {{ items: unknown }} */ { items }) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  manifest.contributes.configuration.properties['promptProfiler.targets'].items = items;
  return manifest;
}

const makers = await loadMakers();
const targetList = makers.targetListJsonSchema();
const files = {
  'media/schemas/run-1.schema.json': makers.runReportJsonSchema(),
  'media/schemas/series-1.schema.json': makers.seriesReportJsonSchema(),
  'media/schemas/sweep-1.schema.json': makers.sweepReportJsonSchema(),
  'media/schemas/targets.schema.json': makers.targetsJsonSchema(),
  'media/schemas/target-list.schema.json': targetList,
  'package.json': manifestWith(targetList),
};

const check = process.argv.includes('--check');
if (!check) mkdirSync(join(root, 'media', 'schemas'), { recursive: true });

for (const [name, value] of Object.entries(files)) {
  const path = join(root, name);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is out of date. Run: node scripts/schemas.mjs`);
    process.exitCode = 1;
  }
}
