import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { startScriptedServer } from '../../support/startScriptedServer';
import { accuracyPicture } from './accuracyPicture';
import { SCENARIO_CASES, STAMP_CASES } from './cases';
import { engineInHost, engineInWorker } from './engines';
import { measureCase, type Case, type Row } from './measureCase';
import type { Contestant } from './observedRun';
import { aiPackage, openaiPackage, plainFetch } from './peers';

/**
 * Figures, no verdicts: how far stamps and metrics are from the truth of a scripted server, ours beside those of others in one
 * interleaved run. `--picture FILE` draws them too.
 *   npm run bench:accuracy [-- --runs N] [--json] [--picture media/readme/accuracy.svg]
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    picture: { type: 'string' },
    folder: { type: 'string', default: '' },
  },
});

const accountingFile = `${values.folder}/accounting.mjs`;
const server = await startScriptedServer();
const engine = engineInWorker(`${values.folder}/benchWorker.mjs`, accountingFile);
const all = [engine, engineInHost(accountingFile), openaiPackage, aiPackage, plainFetch];
const runs = Number(values.runs);

async function rowsOf(contestants: readonly Contestant[], cases: readonly Case[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const each of cases) rows.push(...(await measureCase(server, contestants, each, runs)));
  return rows;
}

// One round that is not counted: code that runs for the first time is slower than it will ever be again.
const warmUp = { name: 'warm-up', params: { tokens: 2000, gapMs: 0.2 }, isHostBlocked: false };
await measureCase(server, all, warmUp, 1);
const stamps = await rowsOf(all, STAMP_CASES);
const scenarios = await rowsOf([engine], SCENARIO_CASES);
for (const contestant of all) await contestant.close();
await server.stop();

const result = {
  bench: 'accuracy',
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  processor: os.cpus()[0]?.model ?? 'unknown',
  load: os.loadavg(),
  runs,
  stamps,
  scenarios,
};
if (values.picture) await writeFile(values.picture, accuracyPicture(result));
if (!values.json) {
  console.table(stamps);
  console.table(scenarios);
}
console.log(JSON.stringify(result, null, values.json ? 2 : 0));
