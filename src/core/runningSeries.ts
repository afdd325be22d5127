import type { RunReport } from './runReport';
import type { RunProgress } from './runProgress';
import type { SeriesStep } from './seriesPlan';
import type { SeriesReport } from './seriesReport';

/** News of a series. Runs come one after the other, each with `run-started` before and `run-finished` after its progress. */
export type SeriesUpdate =
  | { readonly type: 'run-started'; readonly step: SeriesStep; readonly index: number; readonly total: number }
  | { readonly type: 'progress'; readonly step: SeriesStep; readonly progress: RunProgress }
  | { readonly type: 'run-finished'; readonly step: SeriesStep; readonly report: RunReport };

/** A series under way. */
export interface RunningSeries {
  readonly id: string;
  /** ISO time. */
  readonly startedAt: string;
  /** The targets as they may be shown, in the order of the plan. */
  readonly targets: readonly RunReport['target'][];
  /** Settles once, with all that was measured. */
  readonly finished: Promise<SeriesReport>;
  /** No further run begins until `resume`; the one under way goes on, as a run that is held back measures nothing. */
  pause(): void;
  resume(): void;
  /** Stops the run under way and begins no other. Harmless when called twice or after the end. */
  stop(): void;
}
