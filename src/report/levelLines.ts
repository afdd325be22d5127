import { statedLoad } from '../core/sweep/findKnee';
import type { LoadLevel } from '../core/sweep/loadReport';
import type { FigureLine } from './figureLine';

const TIMES = ['ttftMs', 'tpotMs', 'e2eMs'] as const;

/** All figures of a level. */
export function levelLines(level: LoadLevel): FigureLine[] {
  const at = { part: 'level', item: statedLoad(level) } as const;
  const { counts, errors, goodput, client, ci95 } = level;
  const values: Readonly<Record<string, string | number | null>> = {
    arrivals: level.arrivals,
    users: level.users,
    requestsPerSecond: level.requestsPerSecond,
    ending: level.ending,
    sentRequests: counts.sent,
    measuredRequests: counts.measured,
    completedRequests: counts.completed,
    failedRequests: counts.failed,
    heldRequests: counts.held,
    outputTokensPerSecond: level.outputTokensPerSecond,
    totalTokensPerSecond: level.totalTokensPerSecond,
    completedPerSecond: level.completedPerSecond,
    meanInFlight: level.meanInFlight,
    goodputRequestsPerSecond: goodput?.requestsPerSecond ?? null,
    goodputShare: goodput?.share ?? null,
    clientLoopDelayP99Ms: client.loopDelayP99Ms,
    clientCpuShare: client.cpuShare,
    clientStartLateP99Ms: client.startLateP99Ms,
    clientLate: client.isLate ? 'yes' : 'no',
  };
  return [
    ...Object.entries(values).map(([figure, value]) => ({ ...at, figure, value })),
    ...errors.map(({ kind, count }) => ({ ...at, figure: `errors.${kind}`, value: count })),
    ...[...TIMES, 'perUserTokensPerSecond' as const].flatMap((metric): FigureLine[] => {
      const { count: n, ...percentiles } = level[metric];
      const interval = metric === 'perUserTokensPerSecond' ? null : ci95[metric];
      return Object.entries(percentiles).map(([name, value]) => ({
        ...{ ...at, figure: `${metric}.${name}`, value, n },
        ...(name === 'p50' ? { ci95: interval } : {}),
      }));
    }),
  ];
}
