import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startScriptedServer } from '../../support/startScriptedServer';
import { generatedRows, socketRows } from './buffering';
import { SCENARIO_CASES, STAMP_CASES, WARM_UPS, type Case } from './cases';
import { claimRows } from './claims';
import { engineInHost, measuringThread } from './engines';
import { limitsOf } from './limits';
import { longSeries } from './longSeries';
import { measureCase, type Row } from './measureCase';
import type { Contestant } from './observedRun';
import { PEERS } from './peers';
import { printFigures } from './printFigures';
import { ALL_PARTS, type Part } from './result';

/**
 * The proof of accuracy: how far stamps and metrics are from the truth of a scripted server, ours beside those of others in one
 * interleaved run; what is judged held back; what the statistics claim of known series; what is left of a series that goes wrong.
 * Prints tables and JSON, keeps the figures in a file, and ends with status 1 when a limit is missed.
 *   npm run bench:accuracy [-- --runs N] [--json] [--out FILE] [--parts stamps,scenarios,…]
 * With `--parts` the rest is neither measured nor judged, and the result says which parts it has.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    out: { type: 'string', default: 'artifacts/accuracy.json' },
    parts: { type: 'string', default: ALL_PARTS.join() },
    folder: { type: 'string', default: '' },
  },
});

const parts = values.parts.split(',');
const unknown = parts.find((part) => !ALL_PARTS.some((known) => known === part));
if (unknown !== undefined) throw new Error(`There is no part ${unknown}. Parts: ${ALL_PARTS.join()}.`);
const has = (part: Part): boolean => parts.includes(part);

const [load = 0] = os.loadavg();
if (load > os.cpus().length / 2)
  console.error(
    `This machine is busy (load ${load.toFixed(1)}): what is late may be its fault. Stamps want a quiet one.`,
  );

const accountingFile = path.join(values.folder, 'accounting.mjs');
const server = await startScriptedServer();
const thread = measuringThread(path.join(values.folder, 'benchWorker.mjs'), accountingFile);
const host = engineInHost(accountingFile);
const contestants = [thread.engine, thread.bareSocket, host, ...PEERS];
const runs = Number(values.runs);

async function rowsOf(all: readonly Contestant[], cases: readonly Case[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const each of cases) {
    if (!values.json) console.error(`measuring: ${each.name}`);
    rows.push(...(await measureCase(server, { contestants: all, measured: each, runs })));
  }
  return rows;
}

await rowsOf(contestants, WARM_UPS);
const figures = {
  stamps: has('stamps') ? await rowsOf(contestants, STAMP_CASES) : [],
  scenarios: has('scenarios') ? await rowsOf([thread.engine], SCENARIO_CASES) : [],
  series: has('series') ? await longSeries(server) : null,
  buffering: has('buffering') ? [...(await socketRows(server)), ...generatedRows()] : [],
  claims: has('claims') ? claimRows() : [],
};
await Promise.all([thread.close(), host.close()]);
await server.stop();

const limits = limitsOf(figures);
const missed = limits.filter(({ isMet }) => !isMet);
const result = {
  bench: 'accuracy',
  at: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  processor: `${String(os.cpus().length)} × ${os.cpus()[0]?.model ?? 'unknown'}`,
  loadBefore: load,
  loadAfter: os.loadavg()[0],
  parts,
  runs,
  seconds: Math.round(performance.now() / 1000),
  ...figures,
  limits,
};
await mkdir(path.dirname(values.out), { recursive: true });
await writeFile(values.out, JSON.stringify(result, null, 2));
if (!values.json) printFigures(figures, limits);
console.log(JSON.stringify(result, null, values.json ? 2 : 0));
console.error(
  `${String(limits.length - missed.length)} of ${String(limits.length)} limits are kept; the figures are in ${values.out}.`,
);
process.exitCode = missed.length > 0 ? 1 : 0;
