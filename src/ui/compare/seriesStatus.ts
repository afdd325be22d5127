import type { ComparePhase } from '../../messages/compareTabMessages';

/** How far a series is, for the status bar. */
export interface SeriesStatus {
  readonly made: number;
  readonly total: number;
  /** The target of the run under way; `null` between two runs. */
  readonly targetName: string | null;
  readonly phase: ComparePhase;
}
