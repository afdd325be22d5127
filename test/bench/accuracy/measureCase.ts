import { percentile, sortedNumbers } from '../../../src/core/percentile';
import type { ScriptedServer } from '../../support/startScriptedServer';
import { blockThisThread } from './blockedHost';
import type { Case } from './cases';
import { compareWithTruth, type RunError } from './compareWithTruth';
import { jsonRequest } from './jsonRequest';
import type { Contestant } from './observedRun';

/** What a contestant's figures were worth in one case. `null`: cannot be said. */
export interface Row {
  readonly case: string;
  readonly contestant: string;
  readonly chunks: number;
  readonly lost: number;
  readonly stampP50Ms: number | null;
  readonly stampP95Ms: number | null;
  readonly stampP99Ms: number | null;
  readonly stampMaxMs: number | null;
  /** Median from the end of the server's write call on; the others count from its beginning. */
  readonly afterWriteP50Ms: number | null;
  /** Of the runs, the median and the worst. */
  readonly ttftErrorMs: number | null;
  readonly ttftErrorMaxMs: number | null;
  readonly tpotErrorPercent: number | null;
  readonly tpotErrorMaxPercent: number | null;
  /** Of the whole process, without what blocking the host takes. */
  readonly cpuMicrosecondsPerChunk: number | null;
}

export interface Measurement {
  readonly contestants: readonly Contestant[];
  readonly measured: Case;
  readonly runs: number;
}

interface Measured {
  readonly errors: RunError[];
  cpuMicroseconds: number;
}

/** Runs each contestant `runs` times, in turn, so that whatever else the machine does hits all alike. */
export async function measureCase(
  server: ScriptedServer,
  { contestants, measured, runs }: Measurement,
): Promise<Row[]> {
  const all = new Map<Contestant, Measured>(contestants.map((each) => [each, { errors: [], cpuMicroseconds: 0 }]));
  for (let index = 0; index < runs; index++)
    for (const [contestant, sofar] of all) await measureOnce(server, contestant, measured, sofar);
  return [...all].map(([{ name }, sofar]) => rowOf(measured, name, sofar));
}

let requests = 0;

async function measureOnce(
  server: ScriptedServer,
  contestant: Contestant,
  measured: Case,
  sofar: Measured,
): Promise<void> {
  const { scenario, params, prompt, before, isHostBlocked } = measured;
  // A server of its own for each run: it has loaded nothing and read nothing before.
  const url = server.url(scenario, { ...params, key: String(requests) });
  const earlier = before ? await askBefore(server, url, before) : null;
  const release = isHostBlocked ? blockThisThread() : () => 0;
  const cpu = process.cpuUsage();
  const run = await contestant.run({ url, ...(prompt !== undefined && { prompt }) });
  const { user, system } = process.cpuUsage(cpu);
  const burnt = release();
  await earlier?.end;
  const logged = await server.log(requests);
  requests += logged.length;
  const truth = logged.at(-1);
  if (!truth) throw new Error('The server knows nothing of the run.');
  sofar.cpuMicroseconds += user + system - burnt;
  sofar.errors.push(compareWithTruth(run, truth, params.perChunk ?? 1));
}

/** Sends the request that comes first; an open one is at work when this is over, and gives its end. */
async function askBefore(
  server: ScriptedServer,
  url: string,
  { prompt, isOver }: NonNullable<Case['before']>,
): Promise<{ readonly end: Promise<string> }> {
  const response = await fetch(`${url}/chat/completions`, { method: 'POST', body: jsonRequest(prompt) });
  await server.received(requests + 1, requests);
  const end = response.text();
  if (isOver) await end;
  return { end };
}

function rowOf({ name }: Case, contestant: string, { errors, cpuMicroseconds }: Measured): Row {
  const stamps = sortedNumbers(errors.flatMap(({ stampErrorsMs }) => stampErrorsMs));
  const after = sortedNumbers(errors.flatMap(({ afterWriteMs }) => afterWriteMs));
  const ttft = sortedNumbers(errors.map(({ ttftErrorMs }) => Math.abs(ttftErrorMs)));
  const tpot = sortedNumbers(errors.map(({ tpotErrorPercent }) => tpotErrorPercent));
  const at = (values: Parameters<typeof percentile>[0], q: number): number | null => rounded(percentile(values, q));
  return {
    case: name,
    contestant,
    chunks: stamps.length,
    lost: errors.reduce((sum, { lost }) => sum + lost, 0),
    stampP50Ms: at(stamps, 0.5),
    stampP95Ms: at(stamps, 0.95),
    stampP99Ms: at(stamps, 0.99),
    stampMaxMs: at(stamps, 1),
    afterWriteP50Ms: at(after, 0.5),
    ttftErrorMs: at(ttft, 0.5),
    ttftErrorMaxMs: at(ttft, 1),
    tpotErrorPercent: at(tpot, 0.5),
    tpotErrorMaxPercent: at(tpot, 1),
    cpuMicrosecondsPerChunk: rounded(cpuMicroseconds / stamps.length),
  };
}

const rounded = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Number(value.toFixed(3));
