import { deriveNumbers, type Numbers } from './deriveNumbers';
import type { LocalCount } from './deriveTokens';
import type { ReportTrace, RunReport } from './runReport';
import type { RunTrace } from './runTrace';

/** A report with all that its numbers were computed of. */
export type ReplayableReport = RunReport & Required<Pick<RunReport, 'trace' | 'chunks'>>;

export const isReplayable = (report: RunReport): report is ReplayableReport =>
  report.trace !== undefined && report.chunks !== undefined;

/** The same report with every number computed anew from what was observed. What was observed or given stays as it is. */
export function replayReport(report: ReplayableReport): RunReport {
  return { ...report, ...numbersOf(report) };
}

const numbersOf = (report: ReplayableReport): Numbers =>
  deriveNumbers({
    trace: traceOf(report),
    localCount: localCountOf(report.tokens, report.trace),
    contextWindow: report.tokens.contextWindow,
    askedModel: report.target.model,
  });

const localCountOf = ({ localCount }: RunReport['tokens'], trace: ReportTrace): LocalCount | null =>
  localCount && { ...localCount, isModelsOwn: trace.isModelsOwnTokenizer };

/** The trace that the report was made of; texts may be missing, their lengths are not. */
function traceOf(report: ReplayableReport): RunTrace {
  const { trace, chunks, startedAt, outcome, server, attempts, connection = null, environment } = report;
  const { loopDelayP99Ms: p99Ms, loopDelayMaxMs: maxMs } = environment;
  return {
    ...trace,
    ...outcome,
    startedAt,
    attempts,
    connection,
    chunks: chunks.map((chunk) => ({ ...chunk, text: chunk.text ?? '' })),
    timings: server.reported,
    timingsRaw: server.raw,
    loopDelay: p99Ms === null || maxMs === null ? null : { p99Ms, maxMs },
  };
}

/** Places where two reports say different things, as paths of names: `metrics.ttftMs.value`. */
export function differencesOf(one: unknown, other: unknown, path = ''): string[] {
  if (Object.is(one, other)) return [];
  if (!isBranch(one) || !isBranch(other)) return [path];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => differencesOf(one[name], other[name], path === '' ? name : `${path}.${name}`));
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
