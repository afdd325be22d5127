import type { LengthRun } from '../core/sweep/lengthReport';
import type { LoadLevel, LoadRequest } from '../core/sweep/loadReport';
import type { SweepReport } from '../core/sweep/sweepReport';
import { csvOf, type Cell } from './csvLines';

/** One line for each request in the order in which they were sent, so that any statistics can be made anew elsewhere. */
export function renderSweepCsv({ target, length, load }: SweepReport): string {
  if (length) return csvOf([LENGTH_HEAD, ...length.runs.map((run, index) => [index + 1, ...lengthCells(run)])]);
  const rows = (load?.levels ?? []).flatMap((level, index) =>
    level.requests.map((request) => [target.name, index + 1, ...levelCells(level), ...requestCells(request)]),
  );
  return csvOf([LOAD_HEAD, ...rows]);
}

const LENGTH_HEAD: readonly Cell[] = [
  ...['number', 'run', 'startedAt', 'target', 'kind', 'wantedTokens', 'round', 'status', 'error'],
  ...['inputTokens', 'cachedTokens', 'outputTokens', 'ttftMs', 'tpotMs', 'e2eMs', 'costUsd', 'grade'],
];

function lengthCells({ wantedTokens, round, warmup, run }: LengthRun): Cell[] {
  const { outcome, tokens, metrics, cost, quality } = run;
  return [
    ...[run.id, run.startedAt, run.target.name, warmup ? 'warm-up' : 'run', wantedTokens, round],
    ...[outcome.status, outcome.error?.kind ?? null],
    ...[tokens.input.total, tokens.input.cached, tokens.output.total],
    ...[metrics.ttftMs.value, metrics.tpotMs.value, metrics.e2eMs.value, cost?.totalUsd ?? null, quality.grade],
  ];
}

const LOAD_HEAD: readonly Cell[] = [
  ...['target', 'level', 'arrivals', 'users', 'requestsPerSecond', 'clientLate'],
  ...['startMs', 'lateMs', 'part', 'user', 'status', 'error', 'httpStatus', 'connectMs', 'queueMs', 'prefillMs'],
  ...['ttftMs', 'lastMs', 'tpotMs', 'chunks', 'inputTokens', 'cachedTokens', 'outputTokens'],
];

const levelCells = ({ arrivals, users, requestsPerSecond, client }: LoadLevel): Cell[] => [
  ...[arrivals, users, requestsPerSecond, client.isLate ? 'yes' : 'no'],
];

const requestCells = (row: LoadRequest): Cell[] => [
  ...[row.startMs, row.lateMs, row.part, row.user, row.status, row.errorKind, row.httpStatus],
  ...[row.connectMs, row.queueMs, row.prefillMs, row.ttftMs, row.lastMs, row.tpotMs, row.chunks],
  ...[row.inputTokens, row.cachedTokens, row.outputTokens],
];
