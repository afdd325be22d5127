import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import * as v from 'valibot';
import type { RunningSeries, SeriesUpdate } from '../../../src/core/runningSeries';
import type { SeriesPlan, SeriesTarget } from '../../../src/core/seriesPlan';
import { SeriesReportSchema, type SeriesReport } from '../../../src/core/seriesReport';
import { runSeries } from '../../../src/engine/runSeries';
import type { ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo } from '../../support/testEngine';

/** What is left of a large series, through real sockets, in which everything goes wrong that may. */
export interface SeriesFigures {
  readonly targets: number;
  readonly runsPlanned: number;
  /** Runs that had ended when stop was pressed, and the one under way. */
  readonly measured: number;
  readonly inReport: number;
  readonly missing: number;
  /** The run under way. */
  readonly stoppedRuns: number;
  readonly ending: string;
  readonly isValidReport: boolean;
  readonly deadTarget: { readonly failed: number; readonly kinds: readonly string[]; readonly gaveUp: boolean };
  readonly stallingTarget: {
    readonly failed: number;
    readonly kinds: readonly string[];
    /** What came before it fell silent is kept. */
    readonly chunksKept: number;
    readonly gaveUp: boolean;
  };
  /** Targets whose completed, failed, stopped and skipped runs are all that were planned. */
  readonly targetsAccountedFor: number;
}

const TARGETS = 16;
const RUNS = 20;
const DEAD = 4;
const STALLING = 9;
const STALL_LIMIT_MS = 250;

export async function longSeries(server: ScriptedServer): Promise<SeriesFigures> {
  const engine = createTestEngine();
  const plan = planFor(server, await closedPort());
  const over = new Set<string>();
  const series: RunningSeries = runSeries({ engine }, plan, (update: SeriesUpdate) => {
    if (update.type === 'run-finished') over.add(update.report.id);
    // In the middle of a run.
    if (update.type === 'progress' && over.size >= (TARGETS * RUNS) / 2) series.stop();
  });
  const report = await series.finished;
  await engine.dispose();
  return figuresOf(report, over);
}

function planFor(server: ScriptedServer, deadPort: number): SeriesPlan {
  const targets = Array.from({ length: TARGETS }, (_, index): SeriesTarget => {
    const url =
      index === DEAD
        ? `http://127.0.0.1:${String(deadPort)}/v1`
        : index === STALLING
          ? server.url('silent', { after: 5 })
          : server.url('steady', { tokens: 10 + index, gapMs: 5, firstMs: 10 });
    const timeouts = { connectMs: 5_000, firstByteMs: 5_000, stallMs: STALL_LIMIT_MS };
    const { target } = requestTo(url, { target: { name: `target ${String(index)}`, timeouts } });
    return { target, apiKey: null };
  });
  const { prompt, parameters } = requestTo('');
  return {
    targets,
    prompts: [{ prompt, parameters }],
    runs: RUNS,
    warmups: 0,
    cache: 'as-is',
    pauseMs: 0,
    stopWhen: null,
  };
}

/** A port that nobody listens on any more. */
async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function figuresOf(report: SeriesReport, over: ReadonlySet<string>): SeriesFigures {
  const reported = report.targets.flatMap(({ runs }) => runs);
  const ids = new Set(reported.map(({ id }) => id));
  const [dead, stalling] = [report.targets[DEAD], report.targets[STALLING]];
  const kinds = (target: typeof dead): string[] => [
    ...new Set(target?.runs.map(({ outcome }) => outcome.error?.kind ?? outcome.status)),
  ];
  return {
    targets: report.targets.length,
    runsPlanned: TARGETS * RUNS,
    measured: over.size,
    inReport: reported.length,
    missing: [...over].filter((id) => !ids.has(id)).length,
    stoppedRuns: report.targets.reduce((sum, { counts }) => sum + counts.stopped, 0),
    ending: report.ending,
    isValidReport: v.is(SeriesReportSchema, JSON.parse(JSON.stringify(report))),
    deadTarget: { failed: dead?.counts.failed ?? 0, kinds: kinds(dead), gaveUp: dead?.gaveUp ?? false },
    stallingTarget: {
      failed: stalling?.counts.failed ?? 0,
      kinds: kinds(stalling),
      chunksKept: stalling?.runs.reduce((sum, { chunks }) => sum + (chunks?.length ?? 0), 0) ?? 0,
      gaveUp: stalling?.gaveUp ?? false,
    },
    targetsAccountedFor: report.targets.filter(
      ({ counts }) => counts.completed + counts.failed + counts.stopped + counts.skipped === RUNS,
    ).length,
  };
}
