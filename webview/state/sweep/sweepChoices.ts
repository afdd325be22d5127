import type { CardQuestion } from '../../../src/core/sweep/askedCard';
import type { CardMetric } from '../../../src/core/sweep/sweepWords';
import type { TimeRange } from '../../layout/timeRange';
import type { LevelMetric } from './levelTimes';

export type AxisKind = 'linear' | 'logarithmic';

/** What somebody chose to look at, and what the workload card is asked. Plain data, so that it can be kept. */
export interface SweepChoices extends CardQuestion {
  /** Of the curves over length. */
  readonly axis: AxisKind;
  /** Of latency against throughput. */
  readonly metric: LevelMetric;
  /** Whose requests are shown one by one; `null`: the level that the reading is about. */
  readonly level: number | null;
  /** The part of that level in view; `null`: all of it. */
  readonly span: TimeRange | null;
  /** Rows of the tables whose further figures are open, by name. */
  readonly open: readonly string[];
  /** What the claim being written is about. */
  readonly claimMetric: CardMetric;
}

export const FIRST_CHOICES: SweepChoices = {
  axis: 'linear',
  metric: 'ttftMs',
  level: null,
  span: null,
  open: [],
  workload: null,
  claims: null,
  claimMetric: 'ttftMs',
};
