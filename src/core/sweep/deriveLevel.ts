import { distribution, sortedNumbers } from '../percentile';
import { medianInterval } from '../statistics/medianInterval';
import type { ErrorKind } from '../vocabulary';
import type { LevelRequest, LevelResult } from './levelEngine';
import type { LoadClient, LoadLevel, LoadRequest } from './loadReport';

/** Limits that a request has to keep, by metric. */
export interface LoadBudgets {
  readonly ttftMs?: number | undefined;
  readonly tpotMs?: number | undefined;
  readonly e2eMs?: number | undefined;
}

/** Later than this the client is late for sure; or later than this share of what it measures. */
const LATE_MS = 5;
const LATE_SHARE = 0.05;
/** A thread that is busy all the time stamps late. */
const BUSY_SHARE = 0.9;

/** The figures of a level, from its requests. */
export function deriveLevel(asked: LevelRequest, result: LevelResult, budgets: LoadBudgets): LoadLevel {
  const measured = result.requests.filter(({ part, status }) => part === 'measured' && status !== 'cancelled');
  const good = measured.filter(({ status }) => status === 'completed');
  const ttfts = times(good, (row) => sinceDue(row, row.ttftMs));
  const tpots = times(good, ({ tpotMs }) => tpotMs);
  const e2es = times(good, (row) => sinceDue(row, row.lastMs));
  const isClosed = asked.arrivals === 'closed';
  const ttftMs = distribution(ttfts);
  return {
    arrivals: asked.arrivals,
    users: isClosed ? asked.load : null,
    requestsPerSecond: isClosed ? null : asked.load,
    ending: result.ending,
    windowMs: result.window && [...result.window],
    counts: {
      sent: result.requests.length,
      measured: measured.length,
      completed: good.length,
      failed: measured.length - good.length,
      held: result.held,
    },
    errors: errorsOf(result.requests),
    ttftMs,
    tpotMs: distribution(tpots),
    e2eMs: distribution(e2es),
    ci95: { ttftMs: intervalOf(ttfts), tpotMs: intervalOf(tpots), e2eMs: intervalOf(e2es) },
    perUserTokensPerSecond: distribution(tpots.filter((ms) => ms > 0).map((ms) => 1000 / ms)),
    ...throughput(result),
    goodput: goodputOf(measured, result, budgets),
    client: { ...result.client, isLate: isLate(result.client, ttftMs.p50) },
    binMs: result.binMs,
    charactersByBin: [...result.charactersByBin],
    requests: [...result.requests],
  };
}

/** A request counts from when it was due: that it was sent late is no merit of the server. */
export const sinceDue = ({ lateMs }: LoadRequest, ms: number | null): number | null => ms && ms + lateMs;

const times = (rows: readonly LoadRequest[], of: (row: LoadRequest) => number | null): number[] =>
  rows.flatMap((row) => of(row) ?? []);

const intervalOf = (values: readonly number[]) => medianInterval(sortedNumbers(values));

function errorsOf(rows: readonly LoadRequest[]): LoadLevel['errors'] {
  const counts = new Map<ErrorKind, number>();
  for (const { errorKind, status } of rows)
    if (errorKind !== null && status === 'failed') counts.set(errorKind, (counts.get(errorKind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

type Throughput = Pick<
  LoadLevel,
  'outputTokensPerSecond' | 'totalTokensPerSecond' | 'completedPerSecond' | 'meanInFlight'
>;

/**
 * What the server did in the window, whoever asked: requests of warm-up and cool-down load it just the same. The tokens of an answer are spread
 * evenly over its decode, its input falls on its first token; both fall on its end when that is all that is known.
 */
function throughput({ window, requests }: LevelResult): Throughput {
  if (!window || window[1] <= window[0])
    return { outputTokensPerSecond: null, totalTokensPerSecond: null, completedPerSecond: null, meanInFlight: null };
  const [from, to] = window;
  const seconds = (to - from) / 1000;
  const sum = (of: (row: LoadRequest) => number): number => requests.reduce((total, row) => total + of(row), 0);
  const inside = (atMs: number): boolean => atMs >= from && atMs <= to;
  const output = sum((row) => (row.outputTokens ?? 0) * shareInside(row, window));
  const input = sum((row) => (inside(row.startMs + (row.ttftMs ?? row.lastMs ?? NaN)) ? (row.inputTokens ?? 0) : 0));
  const open = sum((row) => overlap([row.startMs, row.startMs + (row.lastMs ?? to - row.startMs)], window));
  return {
    outputTokensPerSecond: output / seconds,
    totalTokensPerSecond: (output + input) / seconds,
    completedPerSecond: endedInside(requests, window).length / seconds,
    meanInFlight: open / (to - from),
  };
}

function shareInside({ startMs, ttftMs, lastMs }: LoadRequest, window: readonly [number, number]): number {
  if (lastMs === null) return 0;
  const span = [startMs + (ttftMs ?? lastMs), startMs + lastMs] as const;
  if (span[1] <= span[0]) return span[0] >= window[0] && span[0] <= window[1] ? 1 : 0;
  return overlap(span, window) / (span[1] - span[0]);
}

const overlap = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));

/** The share is that of the measured requests; the rate counts, like that of all answers, whoever was answered in the window. */
function goodputOf(
  measured: readonly LoadRequest[],
  { window, requests }: LevelResult,
  budgets: LoadBudgets,
): LoadLevel['goodput'] {
  if (Object.values(budgets).every((limit) => limit === undefined) || !window || measured.length === 0) return null;
  const good = (row: LoadRequest): boolean => meets(row, budgets);
  return {
    share: measured.filter(good).length / measured.length,
    requestsPerSecond: (1000 * endedInside(requests, window).filter(good).length) / Math.max(1, window[1] - window[0]),
  };
}

const endedInside = (requests: readonly LoadRequest[], [from, to]: readonly [number, number]): LoadRequest[] =>
  requests.filter(({ status, startMs, lastMs }) => {
    const endMs = startMs + (lastMs ?? NaN);
    return status === 'completed' && endMs >= from && endMs <= to;
  });

/** A number that could not be measured does not keep its budget silently. */
function meets(row: LoadRequest, budgets: LoadBudgets): boolean {
  const keeps = (limit: number | undefined, value: number | null): boolean =>
    limit === undefined || (value !== null && value <= limit);
  return (
    row.status === 'completed' &&
    keeps(budgets.ttftMs, sinceDue(row, row.ttftMs)) &&
    keeps(budgets.tpotMs, row.tpotMs) &&
    keeps(budgets.e2eMs, sinceDue(row, row.lastMs))
  );
}

function isLate(
  { loopDelayP99Ms, startLateP99Ms, cpuShare }: Omit<LoadClient, 'isLate'>,
  ttftMs: number | null,
): boolean {
  const limit = Math.max(LATE_MS, LATE_SHARE * (ttftMs ?? 0));
  return (loopDelayP99Ms ?? 0) > limit || (startLateP99Ms ?? 0) > limit || cpuShare > BUSY_SHARE;
}
