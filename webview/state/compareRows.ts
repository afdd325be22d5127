import type { CompareRow, CompareRun } from '../../src/messages/compareTabMessages';
import type { RunComparison } from '../../src/core/statistics/compareRuns';
import { compareRuns } from '../../src/core/statistics/compareRuns';
import { isSpeed, type ComparedMetric } from '../../src/core/seriesMetrics';
import { CHART_METRICS, type ChartMetric, type CompareModel, type SortKey } from './compareModel';

/** One target with all that its row, its marks and its lines are made of. */
export interface TargetView {
  /** Index in the plan: decides colour and form, and so never changes. */
  readonly index: number;
  readonly row: CompareRow;
  /** All its runs, warm-ups too, in their order. */
  readonly runs: readonly CompareRun[];
  /** Runs that the medians are made of. */
  readonly used: readonly CompareRun[];
  /** Against the reference; empty for the reference itself. */
  readonly against: Partial<Record<ChartMetric, RunComparison>>;
  readonly isReference: boolean;
}

/** The targets of the series in the order in which they are to be shown, hidden ones left out. */
export function compareRows(model: CompareModel): readonly TargetView[] {
  const { series, hidden, sort } = model;
  const isSame = last?.of.series === series && last.of.hidden === hidden && last.of.sort === sort;
  if (!isSame || last === null) last = { of: model, views: viewsOf(model) };
  return last.views;
}

/** Statistics of a thousand runs take a while, and one drawing asks for them several times. */
let last: { readonly of: CompareModel; readonly views: readonly TargetView[] } | null = null;

function viewsOf({ series, hidden, sort }: CompareModel): TargetView[] {
  if (series === null) return [];
  const byTarget = runsByTarget(series.runs);
  const all = series.rows.map((row, index) => {
    const runs = byTarget.get(index) ?? [];
    const ids = new Set(row.used);
    return { index, row, runs, used: runs.filter(({ runId }) => ids.has(runId)) };
  });
  const shown = all.filter(({ index }) => !hidden.has(index));
  // Against the first that has answered: a dead target measures nobody.
  const reference = shown.find(({ used }) => used.length > 0) ?? null;
  const views = shown.map((target) => ({
    ...target,
    isReference: target === reference,
    against: reference === null || target === reference ? {} : againstReference(reference.used, target.used),
  }));
  return sorted(views, sort.by, sort.descending);
}

function runsByTarget(runs: readonly CompareRun[]): Map<number, CompareRun[]> {
  const byTarget = new Map<number, CompareRun[]>();
  for (const run of runs) {
    const mine = byTarget.get(run.target);
    if (mine) mine.push(run);
    else byTarget.set(run.target, [run]);
  }
  return byTarget;
}

/** The values of one metric, one for each run that has it. */
export const valuesOf = (runs: readonly CompareRun[], metric: ComparedMetric): number[] =>
  runs.flatMap(({ values }) => values[metric] ?? []);

function againstReference(
  reference: readonly CompareRun[],
  target: readonly CompareRun[],
): Partial<Record<ChartMetric, RunComparison>> {
  const found = CHART_METRICS.flatMap((metric) => {
    const [mine, theirs] = [valuesOf(reference, metric), valuesOf(target, metric)];
    return mine.length === 0 || theirs.length === 0
      ? []
      : [[metric, compareRuns(mine, theirs, isSpeed(metric))] as const];
  });
  return Object.fromEntries(found);
}

function sorted(views: TargetView[], by: SortKey, descending: boolean): TargetView[] {
  if (by === 'plan') return descending ? views.toReversed() : views;
  const sign = descending ? -1 : 1;
  if (by === 'name')
    return views.toSorted(
      (a, b) => sign * a.row.target.name.localeCompare(b.row.target.name, undefined, { numeric: true }),
    );
  const valueOf = ({ row }: TargetView): number | null =>
    by === 'cost' ? row.costUsd : (row.summary[by]?.median ?? null);
  // What has no number comes last, whichever way is up.
  return views.toSorted((a, b) => {
    const [mine, theirs] = [valueOf(a), valueOf(b)];
    if (mine === null || theirs === null) return Number(mine === null) - Number(theirs === null);
    return sign * (mine - theirs);
  });
}
