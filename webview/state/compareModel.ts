import { READING_WORDS_PER_MINUTE, readingSpeed, type ReadingSpeed } from '../../src/core/readingSpeed';
import type { CompareDraft, CompareState, RunDetails, ShownSeries } from '../../src/messages/compareTabMessages';

/** Metrics that can be set against each other in the charts. */
export const CHART_METRICS = ['ttftMs', 'tpotMs', 'e2eMs'] as const;
export type ChartMetric = (typeof CHART_METRICS)[number];

export type SortKey = 'plan' | 'name' | ChartMetric | 'cost';

/** Everything that the Compare tab draws. */
export interface CompareModel {
  /** `null` until the editor has answered. */
  readonly draft: CompareDraft | null;
  readonly series: ShownSeries | null;
  /** The plan is in front of the person, also when there is a series. */
  readonly isPlanning: boolean;
  readonly details: ReadonlyMap<string, RunDetails>;
  readonly sort: { readonly by: SortKey; readonly descending: boolean };
  /** Indexes of targets that are not shown. */
  readonly hidden: ReadonlySet<number>;
  /** What the box plots show. */
  readonly metric: ChartMetric;
  /** What is searched for among the targets. */
  readonly search: string;
  /** Moment of the race; `null`: its end. */
  readonly scrubMs: number | null;
  /** The two runs whose outputs stand side by side; `null`: the median runs of the first two. */
  readonly sides: readonly [string | null, string | null];
  /** How fast a person reads, as the settings say. */
  readonly reading: ReadingSpeed;
}

export const EMPTY_COMPARE: CompareModel = {
  draft: null,
  series: null,
  isPlanning: true,
  details: new Map(),
  sort: { by: 'plan', descending: false },
  hidden: new Set(),
  metric: 'ttftMs',
  search: '',
  scrubMs: null,
  sides: [null, null],
  reading: readingSpeed(READING_WORDS_PER_MINUTE),
};

/** The model as the editor describes it, with what the person has set on the page where it still fits. */
export function openCompare(before: CompareModel, { draft, series, isPlanning }: CompareState): CompareModel {
  const isSame = before.series?.id === series?.id;
  return isSame ? { ...before, draft, series, isPlanning } : { ...beginSeries(before, series), draft, isPlanning };
}

/** Another series: nothing of what was chosen in the one before means anything now. */
export const beginSeries = (before: CompareModel, series: ShownSeries | null): CompareModel => ({
  ...before,
  series,
  isPlanning: false,
  details: new Map(),
  hidden: new Set(),
  scrubMs: null,
  sides: [null, null],
});
