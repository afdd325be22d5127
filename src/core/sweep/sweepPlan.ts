import type { SeriesTarget } from '../seriesPlan';
import type { Parameters } from '../target';
import type { Claim, Workload } from './cardReport';
import type { SweepReport } from './sweepReport';
import type { Arrivals, SweepCacheMode } from './sweepWords';

/** Words to make prompts from. */
export interface SweepText {
  /** The user's own, repeated or cut to length; `null` for the built-in neutral text. */
  readonly own: string | null;
  /** Where it came from, for the report. */
  readonly source: string;
}

/** What both kinds of sweep have in common. */
interface AnySweepPlan extends SeriesTarget {
  readonly text: SweepText;
  readonly parameters: Parameters;
  /** Most tokens of each answer. */
  readonly maxTokens: number;
  readonly cache: SweepCacheMode;
  readonly caps: SweepReport['caps'];
  readonly workload: Workload | null;
  readonly claims: readonly Claim[];
}

/** One after the other, so that nothing but the length differs. */
export interface LengthSweepPlan extends AnySweepPlan {
  readonly type: 'length';
  /** Prompt lengths in tokens, rising. */
  readonly lengths: readonly number[];
  /** Measured runs of each length. */
  readonly runs: number;
  readonly warmups: number;
}

/** Many at once, level by level. */
export interface LoadSweepPlan extends AnySweepPlan {
  readonly type: 'load';
  readonly arrivals: Arrivals;
  /** Users (closed loop) or requests per second (on a schedule), rising. */
  readonly levels: readonly number[];
  /** Least requests to measure at a level; never fewer than three for each user. */
  readonly requestsPerLevel: number;
  /** Longest that a level may take. */
  readonly levelMs: number;
  readonly thinkMs: number;
  /** Requests at once, for bursts. */
  readonly burst: number;
  readonly inputTokens: number;
  /** Look how the server batches, before the levels. */
  readonly fingerprint: boolean;
  /** An earlier sweep over lengths of the same target, for the card. */
  readonly lengthPart: SweepReport['length'];
}

export type SweepPlan = LengthSweepPlan | LoadSweepPlan;
