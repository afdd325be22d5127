import { parseArgs } from 'node:util';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { blockThisThread } from './blockedHost';
import { compareWithTruth, quantile, type RunError } from './compareWithTruth';
import { engineInWorker, fetchInHost } from './contestants';
import type { Contestant } from './observedRun';

/**
 * Figures, no verdicts: how far our stamps are from the truth of a scripted server, beside plain `fetch` in the same run.
 *   npm run bench [-- --runs N] [--json]
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    folder: { type: 'string', default: '' },
  },
});

interface Row {
  readonly case: string;
  readonly contestant: string;
  readonly runs: number;
  readonly chunks: number;
  readonly ttftErrorMsMedian: number;
  readonly ttftErrorMsMax: number;
  readonly tpotErrorPercentMedian: number;
  readonly tpotErrorPercentMax: number;
  readonly stampErrorMsP50: number;
  readonly stampErrorMsP99: number;
  readonly stampErrorMsMax: number;
}

interface Case {
  readonly name: string;
  readonly tokens: number;
  readonly gapMs: number;
  readonly isHostBlocked: boolean;
  readonly runs: number;
  readonly contestants: readonly Contestant[];
}

async function measureCase(
  server: ScriptedServer,
  { name, tokens, gapMs, isHostBlocked, runs, contestants }: Case,
): Promise<Row[]> {
  const errors = new Map<Contestant, RunError[]>(contestants.map((contestant) => [contestant, []]));
  const release = isHostBlocked ? blockThisThread() : () => undefined;
  for (let index = 0; index < runs; index++)
    // In turn, so that whatever else the machine does hits all alike.
    for (const contestant of contestants) {
      const before = (await server.log()).length;
      const run = await contestant.run(server.url('steady', { tokens, gapMs, firstMs: 50 }));
      const truth = (await server.log())[before];
      if (truth) errors.get(contestant)?.push(compareWithTruth(run, truth, tokens));
    }
  release();
  return [...errors].map(([contestant, all]) => rowOf(name, contestant.name, all));
}

function rowOf(name: string, contestant: string, errors: readonly RunError[]): Row {
  const ttft = errors.map(({ ttftErrorMs }) => ttftErrorMs);
  const tpot = errors.map(({ tpotErrorPercent }) => tpotErrorPercent);
  const stamps = errors.flatMap(({ stampErrorsMs }) => stampErrorsMs);
  const rounded = (value: number): number => Number(value.toFixed(3));
  return {
    case: name,
    contestant,
    runs: errors.length,
    chunks: stamps.length,
    ttftErrorMsMedian: rounded(quantile(ttft, 0.5)),
    ttftErrorMsMax: rounded(quantile(ttft, 1)),
    tpotErrorPercentMedian: rounded(quantile(tpot, 0.5)),
    tpotErrorPercentMax: rounded(quantile(tpot, 1)),
    stampErrorMsP50: rounded(quantile(stamps, 0.5)),
    stampErrorMsP99: rounded(quantile(stamps, 0.99)),
    stampErrorMsMax: rounded(quantile(stamps, 1)),
  };
}

const server = await startScriptedServer();
const engine = engineInWorker(`${values.folder}/benchWorker.mjs`, `${values.folder}/accounting.mjs`);
const both = [engine, fetchInHost];
const runs = Number(values.runs);
// One run each that is not counted: code that runs for the first time is slower than it will ever be again.
await measureCase(server, { name: 'warm-up', tokens: 50, gapMs: 5, isHostBlocked: false, runs: 1, contestants: both });
const rows = [
  ...(await measureCase(server, {
    name: '200 tokens at 5 ms',
    tokens: 200,
    gapMs: 5,
    isHostBlocked: false,
    runs,
    contestants: both,
  })),
  ...(await measureCase(server, {
    name: '200 tokens at 5 ms, host blocked',
    tokens: 200,
    gapMs: 5,
    isHostBlocked: true,
    runs,
    contestants: both,
  })),
  ...(await measureCase(server, {
    name: '1 000 tokens/s for 20 s, host blocked',
    tokens: 20_000,
    gapMs: 1,
    isHostBlocked: true,
    runs: 1,
    contestants: [engine],
  })),
];
await engine.close();
await server.stop();

if (!values.json) console.table(rows);
console.log(
  JSON.stringify(
    { node: process.version, platform: `${process.platform} ${process.arch}`, rows },
    null,
    values.json ? 2 : 0,
  ),
);
