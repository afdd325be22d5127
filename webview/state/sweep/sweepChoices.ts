import type { Claim, Workload } from '../../../src/core/sweep/cardReport';
import type { CardMetric } from '../../../src/core/sweep/sweepWords';
import type { TimeRange } from '../../layout/timeRange';
import type { LevelMetric } from './levelTimes';

/** What the workload card is asked. */
export interface CardWish extends Workload {
  /** For the cost of a month; `null`: as many as the load makes day and night. */
  readonly requestsPerMonth: number | null;
}

export type AxisKind = 'linear' | 'logarithmic';

/** What somebody chose to look at. Plain data, so that it can be kept. */
export interface SweepChoices {
  /** Of the curves over length. */
  readonly axis: AxisKind;
  /** Of latency against throughput. */
  readonly metric: LevelMetric;
  /** Whose requests are shown one by one; `null`: the level that the reading is about. */
  readonly level: number | null;
  /** The part of that level in view; `null`: all of it. */
  readonly span: TimeRange | null;
  /** `null`: the workload of the report, or that of its plan. */
  readonly workload: CardWish | null;
  /** `null`: those of the report. */
  readonly claims: readonly Claim[] | null;
  /** What the claim being written is about. */
  readonly claimMetric: CardMetric;
}

export const FIRST_CHOICES: SweepChoices = {
  axis: 'linear',
  metric: 'ttftMs',
  level: null,
  span: null,
  workload: null,
  claims: null,
  claimMetric: 'ttftMs',
};
