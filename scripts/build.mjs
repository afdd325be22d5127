/**
 * Builds dist/. `--watch` rebuilds on every change, with lines that the editor's problem matcher reads; `--dev` builds once
 * with source maps and without minifying.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build, context, formatMessages } from 'esbuild';
import { bundles } from './lib/bundles.mjs';
import { collectNotices } from './lib/notices.mjs';
import { inProject } from './lib/project.mjs';

const watching = process.argv.includes('--watch');
const production = !watching && !process.argv.includes('--dev');
const wanted = Object.entries(bundles({ production }));

await rm(inProject('dist'), { recursive: true, force: true });
await mkdir(inProject('dist'));
if (watching) await watch();
else await once();

async function once() {
  const metafiles = (await Promise.all(wanted.map(buildOne))).filter((metafile) => metafile !== undefined);
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  await writeFile(inProject('dist', 'thirdPartyNotices.txt'), await collectNotices(inputs));
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  for (const [file, { bytes }] of outputs.sort((a, b) => b[1].bytes - a[1].bytes))
    if (!file.includes('chunks/')) console.log(`${file.padEnd(24)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);
}

/** @param {[string, import('esbuild').BuildOptions]} bundle */
async function buildOne([name, options]) {
  try {
    const { warnings, metafile } = await build(options);
    await print([], warnings);
    return metafile;
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name}:`);
    await print(/** @type {import('esbuild').BuildFailure} */ (error).errors ?? [{ text: String(error) }]);
    return undefined;
  }
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
      esbuild.onEnd(({ errors, warnings }) => {
        printLines('error', errors);
        printLines('warning', warnings);
        if (--running === 0) console.log('[watch] build finished');
      });
    },
  };
  const contexts = wanted.map(([, options]) => context({ ...options, plugins: [...(options.plugins ?? []), report] }));
  await Promise.all(contexts.map(async (created) => (await created).watch()));
}

/**
 * One line each, for a problem matcher.
 * @param {'error' | 'warning'} kind
 * @param {import('esbuild').Message[]} messages
 */
function printLines(kind, messages) {
  for (const { location, text } of messages)
    console.log(
      `${location?.file ?? 'scripts/build.mjs'}:${location?.line ?? 1}:${(location?.column ?? 0) + 1}: ${kind}: ${text}`,
    );
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
