/** `npm run package`: a VSIX for this machine's platform that holds only what runs. */
import { cp, readdir, rm, stat } from 'node:fs/promises';
import { PackageManager, createVSIX, listFiles } from '@vscode/vsce';
import { partEntries } from './lib/lazyParts.mjs';
import { npmRun } from './lib/npm.mjs';
import { inProject, root } from './lib/project.mjs';
import { platformBinaries, vsixFile, vsixTarget } from './lib/vsix.mjs';

/** With one platform's llama.cpp inside (a library per processor generation) it has 14 MB. */
const limitBytes = 20 * 1024 * 1024;

const allowed = [
  /^(package(\.nls(\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^l10n\/[\w.-]+\.json$/,
  new RegExp(`^dist/(${Object.keys(partEntries).join('|')})\\.js$`),
  /^dist\/((extension|cli|panel)\.js|panel\.css|(worker|accounting|tokenCounter|localModel)\.mjs|thirdPartyNotices\.txt)$/,
  /^dist\/chunks\/[\w.-]+\.mjs$/,
  new RegExp(`^dist/node_modules/${platformBinaries}/`),
  /^media\/(icons\/[\w.-]+\.(png|svg)|walkthrough\/(zh-cn\/)?[\w.-]+\.svg|readme\/[\w.-]+\.png|schemas\/[\w.-]+\.json|model\/([\w.-]+\.gguf|README\.md|LICENSE))$/,
  /^samples\/[\w.-]+\.(md|prompty|json|py)$/,
];
const required = [
  'dist/extension.js',
  ...Object.keys(partEntries).map((name) => `dist/${name}.js`),
  'dist/worker.mjs',
  'dist/accounting.mjs',
  'dist/tokenCounter.mjs',
  'dist/localModel.mjs',
  'dist/panel.js',
  'dist/cli.js',
];

await npmRun('build');
await copyBinaries();
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
await check(files);
await rm(vsixFile, { force: true });
await createVSIX({
  cwd: root,
  packagePath: vsixFile,
  target: vsixTarget,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = await stat(vsixFile);
console.log(`${vsixFile}: ${(size / 1024 / 1024).toFixed(1)} MB`);
if (size > limitBytes) fail(`The package is larger than ${limitBytes / 1024 / 1024} MB.`);

/** The bundle of the local model finds its binary as any module finds a package: in a node_modules beside it. */
async function copyBinaries() {
  const from = inProject('node_modules', platformBinaries);
  if (!(await readdir(from).catch(() => undefined))) fail(`${platformBinaries} is not installed: run npm ci.`);
  await cp(from, inProject('dist', 'node_modules', platformBinaries), { recursive: true });
}

/** @param {string[]} files */
async function check(files) {
  for (const file of files)
    console.log(`  ${file.padEnd(72)} ${((await stat(inProject(file))).size / 1024).toFixed(1).padStart(9)} KB`);
  const foreign = files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
  if (foreign.length > 0) fail(`Nobody allowed this in the package: ${foreign.join(', ')}`);
  const missing = required.filter((file) => !files.includes(file));
  if (!files.some((file) => file.endsWith('.gguf'))) missing.push('the built-in model');
  if (missing.length > 0) fail(`This is missing in the package: ${missing.join(', ')}`);
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
