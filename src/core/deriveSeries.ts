import { isColdStart, markColdStart } from './coldStart';
import type { RunReport } from './runReport';
import { COMPARED_METRICS, isSpeed, SERIES_METRICS, valuesOf } from './seriesMetrics';
import type { SeriesOutline, SeriesStep } from './seriesPlan';
import {
  SERIES_SCHEMA_ID,
  type SeriesComparison,
  type SeriesCounts,
  type SeriesReport,
  type SeriesTargetReport,
} from './seriesReport';
import { compareRuns } from './statistics/compareRuns';
import { drift } from './statistics/drift';
import { summarize } from './statistics/summarize';
import { FINDING_CODES, type SeriesEnding } from './vocabulary';

/** A run that was made. */
export interface MadeRun {
  readonly step: SeriesStep;
  readonly report: RunReport;
}

/** Everything that a series report is made of. */
export interface SeriesParts {
  readonly id: string;
  readonly startedAt: string;
  readonly plan: SeriesOutline;
  readonly ending: SeriesEnding;
  /** In the order in which they were made. */
  readonly made: readonly MadeRun[];
  /** The targets as they may be shown, in the order of the plan: a target may have no run to take it from. */
  readonly shownTargets: readonly RunReport['target'][];
  /** Whether the rest of a target's runs with a prompt was given up. */
  readonly gaveUp: (pair: Pair) => boolean;
}

/** A target with a prompt, as indexes into the plan. */
export type Pair = Pick<SeriesStep, 'target' | 'prompt'>;

/** The report of a series, however far it came. Nothing that was measured is left out. */
export function deriveSeries(parts: SeriesParts): SeriesReport {
  const { id, startedAt, plan, ending, made } = parts;
  const names = plan.targets.map(({ target }) => target.name);
  const targets = plan.prompts.flatMap((_, prompt) =>
    names.map((__, target) => deriveTargetReport(parts, { target, prompt })),
  );
  return {
    schema: SERIES_SCHEMA_ID,
    id,
    startedAt,
    plan: shownPlan(plan, names),
    ending,
    order: made.map(({ step, report }) => ({
      run: report.id,
      target: names[step.target] ?? '',
      prompt: step.prompt,
      warmup: step.isWarmup,
    })),
    targets,
    comparisons: plan.prompts.flatMap((_, prompt) => comparisons(targets.filter((each) => each.prompt === prompt))),
  };
}

function shownPlan(plan: SeriesOutline, targets: string[]): SeriesReport['plan'] {
  const { runs, warmups, cache, pauseMs, stopWhen } = plan;
  const prompts = plan.prompts.map(({ prompt }) => prompt.source);
  return { targets, prompts, runs, warmups, cache, pauseMs, stopWhen: stopWhen && { ...stopWhen } };
}

/** What became of one target so far; of a series under way as well. */
export function deriveTargetReport(
  parts: Pick<SeriesParts, 'plan' | 'made' | 'shownTargets' | 'gaveUp'>,
  pair: Pair,
): SeriesTargetReport {
  const own = parts.made.filter(({ step }) => step.target === pair.target && step.prompt === pair.prompt);
  const reports = markColdStart(own.map(({ report }) => report));
  const split = (isWarmup: boolean): RunReport[] =>
    reports.filter((_, index) => own[index]?.step.isWarmup === isWarmup);
  const runs = split(false);
  const warm = warmRuns(runs);
  const shown = parts.shownTargets[pair.target];
  if (!shown) throw new RangeError('a target outside of its plan');
  return {
    target: reports[0]?.target ?? shown,
    prompt: pair.prompt,
    counts: countsOf(runs, warm, parts.plan.runs),
    gaveUp: parts.gaveUp(pair),
    runs,
    warmups: split(true),
    summary: summaryOf(warm),
    cachedTokens: summarize(warm.flatMap(({ tokens }) => tokens.input.cached ?? [])),
    findings: findingsOf(ended(runs, 'completed')),
    drift: driftOf(warm),
  };
}

const ended = (runs: readonly RunReport[], status: RunReport['outcome']['status']): RunReport[] =>
  runs.filter(({ outcome }) => outcome.status === status);

/**
 * The runs that are summed up: completed ones without cold starts. Where most runs load the model first, loading is what
 * this target does, and leaving it out would leave nothing.
 */
export function warmRuns(runs: readonly RunReport[]): RunReport[] {
  const completed = ended(runs, 'completed');
  const warm = completed.filter((run) => !isColdStart(run));
  return 2 * warm.length >= completed.length ? warm : completed;
}

const countsOf = (runs: readonly RunReport[], warm: readonly RunReport[], planned: number): SeriesCounts => ({
  planned,
  completed: ended(runs, 'completed').length,
  failed: ended(runs, 'failed').length,
  stopped: ended(runs, 'cancelled').length,
  coldStarts: ended(runs, 'completed').length - warm.length,
  skipped: planned - runs.length,
});

function summaryOf(runs: readonly RunReport[]): SeriesTargetReport['summary'] {
  return Object.fromEntries(
    SERIES_METRICS.flatMap((metric) => {
      const summary = summarize(valuesOf(runs, metric));
      return summary ? [[metric, summary]] : [];
    }),
  );
}

function findingsOf(runs: readonly RunReport[]): SeriesTargetReport['findings'] {
  const all = runs.map(({ quality }) => quality.findings.map(({ code }) => code));
  return FINDING_CODES.flatMap((code) => {
    const count = all.filter((codes) => codes.includes(code)).length;
    return count === 0 ? [] : [{ code, runs: count }];
  });
}

const driftOf = (runs: readonly RunReport[]): SeriesTargetReport['drift'] =>
  COMPARED_METRICS.flatMap((metric) => {
    const change = drift(valuesOf(runs, metric));
    return change === null ? [] : [{ metric, change }];
  });

/** Each target with each later one, in every metric that both have. */
function comparisons(targets: readonly SeriesTargetReport[]): SeriesComparison[] {
  return targets.flatMap((a, index) => targets.slice(index + 1).flatMap((b) => comparePair(a, b)));
}

function comparePair(a: SeriesTargetReport, b: SeriesTargetReport): SeriesComparison[] {
  const [before, after] = [warmRuns(a.runs), warmRuns(b.runs)];
  return COMPARED_METRICS.flatMap((metric) => {
    const [mine, theirs] = [valuesOf(before, metric), valuesOf(after, metric)];
    if (mine.length === 0 || theirs.length === 0) return [];
    const names = { a: a.target.name, b: b.target.name };
    return [{ metric, prompt: a.prompt, ...names, ...compareRuns(mine, theirs, isSpeed(metric)) }];
  });
}
