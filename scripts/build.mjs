/**
 * Builds dist/. `--watch` rebuilds on every change, with lines that the editor's problem matcher reads; `--dev` builds once
 * with source maps and without minifying.
 */
import { rm } from 'node:fs/promises';
import { build, context, formatMessages } from 'esbuild';
import { bundles } from './lib/bundles.mjs';
import { inProject } from './lib/project.mjs';

const watching = process.argv.includes('--watch');
const production = !watching && !process.argv.includes('--dev');
const wanted = Object.entries(bundles({ production }));

await rm(inProject('dist'), { recursive: true, force: true });
if (watching) await watch();
else await once();

async function once() {
  const results = await Promise.allSettled(wanted.map(([, options]) => build(options)));
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') {
      await print([], result.value.warnings);
      continue;
    }
    process.exitCode = 1;
    console.error(`${wanted[index]?.[0]}:`);
    await print(result.reason.errors ?? [{ text: String(result.reason) }]);
  }
  const sizes = results.flatMap((result) =>
    result.status === 'fulfilled' ? Object.entries(result.value.metafile?.outputs ?? {}) : [],
  );
  for (const [file, { bytes }] of sizes.sort((a, b) => b[1].bytes - a[1].bytes))
    if (!file.includes('chunks/')) console.log(`${file.padEnd(24)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);
}

async function watch() {
  let running = 0;
  const report = {
    name: 'report',
    /** @param {import('esbuild').PluginBuild} esbuild */
    setup(esbuild) {
      esbuild.onStart(() => {
        if (running++ === 0) console.log('[watch] build started');
      });
      esbuild.onEnd(async ({ errors, warnings }) => {
        await print(errors, warnings);
        if (--running === 0) console.log('[watch] build finished');
      });
    },
  };
  const contexts = wanted.map(([, options]) => context({ ...options, plugins: [...(options.plugins ?? []), report] }));
  await Promise.all(contexts.map(async (created) => (await created).watch()));
}

/**
 * @param {import('esbuild').PartialMessage[]} errors
 * @param {import('esbuild').PartialMessage[]} [warnings]
 */
async function print(errors, warnings = []) {
  const color = process.stderr.isTTY;
  const texts = [
    ...(await formatMessages(errors, { kind: 'error', color })),
    ...(await formatMessages(warnings, { kind: 'warning', color })),
  ];
  for (const text of texts) console.error(text.trimEnd());
}
