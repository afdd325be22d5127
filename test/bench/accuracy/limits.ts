import { paceName } from './cases';
import type { Row } from './measureCase';
import { PEER_NAMES } from './peers';
import type { SeriesFigures } from './longSeries';
import type { AccuracyFigures } from './result';

/** A figure beside what it has to keep to. */
export interface Limit {
  readonly what: string;
  readonly figure: number | string | null;
  readonly limit: string;
  readonly isMet: boolean;
}

const OURS = 'our engine, worker';

const atMost = (what: string, figure: number | null | undefined, limit: number, unit = ''): Limit => ({
  what,
  figure: figure ?? null,
  limit: `≤ ${String(Number(limit.toPrecision(3)))}${unit}`,
  isMet: typeof figure === 'number' && figure <= limit,
});

const exactly = (what: string, figure: number | string, limit: number | string): Limit => ({
  what,
  figure,
  limit: String(limit),
  isMet: figure === limit,
});

/** All that is promised of accuracy, for the parts that were measured. A figure that could not be had does not keep its limit. */
export const limitsOf = (figures: AccuracyFigures): Limit[] => [
  ...(figures.stamps.length === 0 ? [] : stampLimits(figures.stamps)),
  ...scenarioLimits(figures.scenarios),
  ...bufferingLimits(figures.buffering),
  ...claimLimits(figures.claims),
  ...(figures.series ? seriesLimits(figures.series) : []),
];

function stampLimits(rows: readonly Row[]): Limit[] {
  const ours = (pace: string): Row | undefined => rows.find((row) => row.case === pace && row.contestant === OURS);
  const bestPeerP99 = (pace: string): number =>
    Math.min(
      ...rows.flatMap((row) =>
        row.case === pace && PEER_NAMES.includes(row.contestant) ? (row.stampP99Ms ?? []) : [],
      ),
    );
  const idle = paceName(200, false);
  return [
    atMost(`${idle}: stamp p50`, ours(idle)?.stampP50Ms, 0.15, ' ms'),
    atMost(`${idle}: stamp p99`, ours(idle)?.stampP99Ms, 1, ' ms'),
    atMost(`${idle}: stamp p99 beside the best peer's`, ours(idle)?.stampP99Ms, bestPeerP99(idle), ' ms'),
    ...[50, 200, 1000].flatMap((perSecond) => {
      const blocked = paceName(perSecond, true);
      const figure = ours(blocked)?.stampP99Ms;
      return [
        atMost(`${blocked}: stamp p99`, figure, 1, ' ms'),
        atMost(`${blocked}: stamp p99 beside 1/50 of the best peer's`, figure, bestPeerP99(blocked) / 50, ' ms'),
      ];
    }),
    ...[false, true].flatMap((isHostBlocked) => {
      const fast = paceName(5000, isHostBlocked);
      return [
        atMost(`${fast}: chunks lost`, ours(fast)?.lost, 0),
        atMost(`${fast}: stamp p99`, ours(fast)?.stampP99Ms, 2, ' ms'),
      ];
    }),
  ];
}

const scenarioLimits = (rows: readonly Row[]): Limit[] =>
  rows.flatMap((row) => [
    atMost(`${row.case}: TTFT error, worst run`, row.ttftErrorMaxMs, 0.5, ' ms'),
    atMost(`${row.case}: TPOT error, worst run`, row.tpotErrorMaxPercent, 0.3, ' %'),
  ]);

const bufferingLimits = (rows: AccuracyFigures['buffering']): Limit[] =>
  rows.map(({ stream, isHeldBack, origin, streams, flagged }) =>
    isHeldBack
      ? exactly(`held back ${stream}, ${origin}: flagged of ${String(streams)}`, flagged, streams)
      : atMost(`${stream}, ${origin}: flagged of ${String(streams)}`, flagged, streams / 100),
  );

const claimLimits = (rows: AccuracyFigures['claims']): Limit[] =>
  rows.map(({ question, noise, runs, series, through, inHundred }) => {
    const what = `${question}, ${noise} noise, ${String(series)} series of ${String(runs)} runs, ${through}: in 100`;
    if (question === 'difference between equal targets') return atMost(what, inHundred, 5);
    const isMet = question === '20 % difference' ? inHundred >= 90 : inHundred >= 93 && inHundred <= 97;
    return { what, figure: inHundred, limit: question === '20 % difference' ? '≥ 90' : '93 to 97', isMet };
  });

function seriesLimits({ targets, runsPlanned, ...series }: SeriesFigures): Limit[] {
  const name = `${String(targets)} targets × ${String(runsPlanned / targets)} runs, stopped midway`;
  return [
    exactly(`${name}: ending`, series.ending, 'stopped'),
    exactly(`${name}: measured runs in the report`, series.inReport, series.measured),
    exactly(`${name}: measured runs missing`, series.missing, 0),
    exactly(`${name}: runs cut off by the stop, kept as stopped`, series.stoppedRuns, 1),
    exactly(`${name}: targets whose runs are all accounted for`, series.targetsAccountedFor, targets),
    exactly(`${name}: report follows its schema`, String(series.isValidReport), 'true'),
    exactly(`${name}: dead target, errors kept`, series.deadTarget.kinds.join(), 'refused'),
    exactly(`${name}: stalling target, errors kept`, series.stallingTarget.kinds.join(), 'stalled'),
    exactly(
      `${name}: stalling target, chunks kept`,
      series.stallingTarget.chunksKept,
      5 * series.stallingTarget.failed,
    ),
  ];
}
