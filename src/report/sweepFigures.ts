import type { WorkloadCard } from '../core/sweep/cardReport';
import type { Curve, LengthPart, LengthPoint } from '../core/sweep/lengthReport';
import type { LoadPart } from '../core/sweep/loadReport';
import type { SweepReport } from '../core/sweep/sweepReport';
import { csvOf, type Cell } from './csvLines';
import { figureCells, type FigureLine } from './figureLine';
import { levelLines } from './levelLines';

const HEAD: readonly Cell[] = [
  ...['part', 'item', 'figure', 'value', 'low95', 'high95', 'runLow', 'runHigh', 'n', 'note'],
];

/**
 * What a sweep has found, one figure a line: the levels or lengths, the curves, what follows from them, the workload card with its
 * claims. The requests from which it was computed are in `renderSweepCsv`.
 */
export const renderSweepFigures = (report: SweepReport): string =>
  csvOf([
    HEAD,
    ...[
      ...sweepLines(report),
      ...(report.length ? lengthLines(report.length) : []),
      ...(report.load ? [...report.load.levels.flatMap(levelLines), ...findingLines(report.load)] : []),
      ...(report.card ? cardLines(report.card) : []),
    ].map(figureCells),
  ]);

function sweepLines({ id, startedAt, target, ending, endingSentence, spent, environment }: SweepReport): FigureLine[] {
  const of = (figure: string, value: string | number | null, note?: string): FigureLine => ({
    ...{ part: 'sweep', item: target.name, figure, value },
    ...(note === undefined ? {} : { note }),
  });
  const atLeast = spent.atLeast ? 'at least' : undefined;
  return [
    ...[of('id', id), of('startedAt', startedAt), of('model', target.model), of('url', target.url)],
    of('ending', ending, endingSentence),
    ...[
      of('spentRequests', spent.requests, atLeast),
      of('spentTokens', spent.tokens, atLeast),
      of('spentUsd', spent.usd, atLeast),
    ],
    of('extension', environment.extension),
  ];
}

const lengthLines = (part: LengthPart): FigureLine[] => [
  ...part.points.flatMap(pointLines),
  ...(part.ttft ? curveLines('ttft', part.ttft) : []),
  ...(part.tpot ? curveLines('tpot', part.tpot) : []),
  ...(part.prefillTokensPerSecond
    ? [{ part: 'curve', item: 'ttft', figure: 'prefillTokensPerSecond', ...part.prefillTokensPerSecond } as const]
    : []),
];

function pointLines(point: LengthPoint): FigureLine[] {
  const at = { part: 'length', item: point.wantedTokens } as const;
  const times = (['ttftMs', 'tpotMs', 'e2eMs'] as const).flatMap((metric): FigureLine[] => {
    const summary = point[metric];
    if (!summary) return [];
    const { n, median, mean, stdev, p95, min, max, ci95 } = summary;
    return [
      { ...at, figure: `${metric}.median`, value: median, ci95, n },
      ...Object.entries({ mean, stdev, p95, min, max }).map(([name, value]) => ({
        ...{ ...at, figure: `${metric}.${name}`, value, n },
      })),
    ];
  });
  return [
    { ...at, figure: 'inputTokens', value: point.inputTokens },
    { ...at, figure: 'cachedTokens', value: point.cachedTokens },
    { ...at, figure: 'completedRuns', value: point.n },
    { ...at, figure: 'failedRuns', value: point.failed },
    ...times,
  ];
}

function curveLines(item: string, curve: Curve): FigureLine[] {
  const { n, fixedMs, perTokenMs, perSquareTokenMs, residuals, minTokens, maxTokens, departs } = curve;
  const at = { part: 'curve', item, n } as const;
  return [
    { ...at, figure: 'fixedMs', ...fixedMs },
    { ...at, figure: 'perTokenMs', ...perTokenMs },
    ...(perSquareTokenMs ? [{ ...at, figure: 'perSquareTokenMs', ...perSquareTokenMs }] : []),
    { ...at, figure: 'minTokens', value: minTokens },
    { ...at, figure: 'maxTokens', value: maxTokens },
    ...Object.entries(residuals).map(([name, value]) => ({ ...at, figure: `residuals.${name}`, value })),
    { ...at, figure: 'departs', value: departs ? 'yes' : 'no' },
  ];
}

function findingLines({ knee, withinBudgets, bottleneck, batching, budgets, levels }: LoadPart): FigureLine[] {
  const of = (item: string, figure: string, value: string | number | null, note?: string): FigureLine => ({
    ...{ part: 'finding', item, figure, value },
    ...(note === undefined ? {} : { note }),
  });
  const loadOf = (index: number | null): number | null => {
    const level = index === null ? undefined : levels[index];
    return level ? (level.users ?? level.requestsPerSecond) : null;
  };
  const evidence = [
    ...(bottleneck?.evidence.map((each) => ['bottleneck', each] as const) ?? []),
    ...(batching?.evidence.map((each) => ['batching', each] as const) ?? []),
  ];
  return [
    ...Object.entries(budgets).map(([metric, limit]) => of('budget', metric, limit)),
    of('knee', 'load', loadOf(knee?.level ?? null), knee?.sentence ?? 'not reached'),
    of('withinBudgets', 'load', loadOf(withinBudgets.level), withinBudgets.sentence),
    ...(bottleneck ? [of('bottleneck', 'kind', bottleneck.kind, bottleneck.sentence)] : []),
    ...(batching
      ? [of('batching', 'kind', batching.kind, batching.sentence), of('batching', 'stalling', batching.stalling)]
      : []),
    ...evidence.map(([item, { what, value, unit }]) => of(item, what, value, unit)),
  ];
}

const cardLines = ({ workload, predictions, claims }: WorkloadCard): FigureLine[] => [
  ...Object.entries(workload).map(([figure, value]) => ({ part: 'workload', item: null, figure, value }) as const),
  ...predictions.map(({ metric, value, ci95, runInterval, extrapolates, basis }): FigureLine => {
    const note = extrapolates ? `extrapolated: ${basis}` : basis;
    return { part: 'prediction', item: null, figure: metric, value, ci95, runInterval, note };
  }),
  ...claims.map(({ metric, relation, value, verdict, sentence }): FigureLine => ({
    ...{ part: 'claim', item: relation, figure: metric, value, note: `${verdict}: ${sentence}` },
  })),
];
