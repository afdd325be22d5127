import { deriveSeries, deriveTargetReport, warmRuns, type MadeRun } from '../../core/deriveSeries';
import { keepsFailing } from '../../core/keepsFailing';
import { medianCostUsd, medianRun } from '../../core/medianRun';
import { raceCurve } from '../../core/raceCurve';
import type { RunReport } from '../../core/runReport';
import { COMPARED_METRICS } from '../../core/seriesMetrics';
import { seriesSteps, type SeriesOutline, type SeriesStep } from '../../core/seriesPlan';
import type { SeriesReport } from '../../core/seriesReport';
import type { SeriesEnding } from '../../core/vocabulary';
import type { CompareRow, CompareRun, RunDetails, ShownSeries } from '../../messages/compareTabMessages';

/** What is known of a series before its first run. Plain data: it is kept in a file. */
export interface SeriesHead {
  readonly id: string;
  readonly startedAt: string;
  readonly outline: SeriesOutline;
  /** As they may be shown, in the order of the plan. */
  readonly targets: readonly RunReport['target'][];
}

/** Longer answers are compared by their beginnings. */
const MOST_TEXT = 60_000;
const FIRST_PROMPT = 0;

/** Every run of a series so far, and what follows from them. Knows one prompt: the Compare tab sends one. */
export class SeriesLog {
  readonly head: SeriesHead;
  readonly #made: MadeRun[] = [];
  readonly #byId = new Map<string, MadeRun>();
  readonly #rows: CompareRow[];

  constructor(head: SeriesHead) {
    this.head = head;
    this.#rows = head.targets.map((_, target) => this.#row(target));
  }

  get made(): number {
    return this.#made.length;
  }

  add(step: SeriesStep, report: RunReport): { readonly run: CompareRun; readonly row: CompareRow } {
    const made = { step, report };
    this.#made.push(made);
    this.#byId.set(report.id, made);
    const row = this.#row(step.target);
    this.#rows[step.target] = row;
    return { run: shownRun(made), row };
  }

  find(runId: string): RunReport | null {
    return this.#byId.get(runId)?.report ?? null;
  }

  reports(): RunReport[] {
    return this.#made.map(({ report }) => report);
  }

  shown(): Omit<ShownSeries, 'phase' | 'ending' | 'current'> {
    const { id, startedAt, outline } = this.head;
    const { runs, warmups, cache, pauseMs, stopWhen } = outline;
    const prompts = outline.prompts.map(({ prompt }) => prompt.source);
    return {
      id,
      startedAt,
      promptSource: prompts[FIRST_PROMPT] ?? '',
      plan: {
        targets: outline.targets.map(({ target }) => target.name),
        prompts,
        ...{ runs, warmups, cache, pauseMs, stopWhen },
      },
      planned: seriesSteps(outline).length,
      rows: [...this.#rows],
      runs: this.#made.map(shownRun),
    };
  }

  /** The whole report, however far the series came. */
  report(ending: SeriesEnding): SeriesReport {
    const { id, startedAt, outline, targets } = this.head;
    return deriveSeries({
      ...{ id, startedAt, plan: outline, ending, made: this.#made, shownTargets: targets },
      gaveUp: (pair) => keepsFailing(this.#made, pair),
    });
  }

  details(runIds: readonly string[]): RunDetails[] {
    return runIds.flatMap((runId) => {
      const report = this.find(runId);
      if (!report) return [];
      const { text } = report.output;
      return [
        {
          runId,
          curve: raceCurve(report),
          text: text?.slice(0, MOST_TEXT) ?? null,
          isCut: (text?.length ?? 0) > MOST_TEXT,
        },
      ];
    });
  }

  #row(target: number): CompareRow {
    const { runs, warmups, ...rest } = deriveTargetReport(
      {
        plan: this.head.outline,
        made: this.#made,
        shownTargets: this.head.targets,
        gaveUp: (pair) => keepsFailing(this.#made, pair),
      },
      { target, prompt: FIRST_PROMPT },
    );
    const used = warmRuns(runs);
    const costUsd = medianCostUsd(used);
    const unknown = costUsd === null ? [...runs, ...warmups].find(({ costReason }) => costReason) : null;
    return {
      ...rest,
      used: used.map(({ id }) => id),
      medianRun: medianRun(used)?.id ?? null,
      costUsd,
      costReason: unknown?.costReason ?? null,
      isEstimated: used.some(({ tokens }) => tokens.output.source === 'estimated'),
    };
  }
}

function shownRun({ step, report }: MadeRun): CompareRun {
  const { error, status } = report.outcome;
  return {
    runId: report.id,
    target: step.target,
    isWarmup: step.isWarmup,
    round: step.round,
    status,
    error: error && { kind: error.kind, message: error.message },
    values: Object.fromEntries(
      COMPARED_METRICS.flatMap((metric) => {
        const { value, bound } = report.metrics[metric];
        // A bare lower bound is no value to sum up.
        return value === null || bound !== undefined ? [] : [[metric, value]];
      }),
    ),
    outputTokens: report.tokens.output.total,
    costUsd: report.cost?.totalUsd ?? null,
  };
}
