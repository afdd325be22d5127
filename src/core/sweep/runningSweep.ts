import type { RunProgress } from '../runProgress';
import type { LoadLevel, LoadRequest } from './loadReport';
import type { LengthRun } from './lengthReport';
import type { SweepAmounts, SweepReport } from './sweepReport';

/** How a level goes, told a few times a second. */
export interface LevelProgress {
  readonly elapsedMs: number;
  /** Open at this moment. */
  readonly inFlight: number;
  readonly sent: number;
  readonly completed: number;
  readonly failed: number;
  /** Measured requests that have ended, and how many are wanted. */
  readonly measured: number;
  readonly wanted: number;
  /** Over the last second, from the tokens per character of the answers that ended; `null` while unknown. */
  readonly outputTokensPerSecond: number | null;
  /** Median so far; `null` before the first token. */
  readonly ttftMs: number | null;
  /** All wait until then, as the server asked to (HTTP 429); `null` while nobody does. */
  readonly heldForMs: number | null;
  /** Requests that ended since the last news, so that they are not lost with the measuring thread; told by the thread alone. */
  readonly ended?: readonly LoadRequest[];
}

/**
 * News of a sweep. `planned` comes once, before anything is sent. `so-far` is the whole report as it stands, after each run of a length sweep
 * and each level of a load sweep.
 */
export type SweepUpdate =
  | { readonly type: 'planned'; readonly planned: SweepAmounts; readonly caps: SweepReport['caps'] }
  | { readonly type: 'calibrating'; readonly wantedTokens: number }
  | {
      readonly type: 'run-started';
      readonly index: number;
      readonly total: number;
      readonly wantedTokens: number;
      readonly isWarmup: boolean;
    }
  | { readonly type: 'run-progress'; readonly progress: RunProgress }
  | { readonly type: 'run-finished'; readonly run: LengthRun }
  /** As long as a refusal asked to. */
  | { readonly type: 'waiting'; readonly forMs: number }
  | { readonly type: 'fingerprinting' }
  | { readonly type: 'level-started'; readonly index: number; readonly total: number; readonly level: number }
  | { readonly type: 'level-progress'; readonly index: number; readonly progress: LevelProgress }
  | { readonly type: 'level-finished'; readonly index: number; readonly level: LoadLevel }
  | { readonly type: 'so-far'; readonly report: SweepReport };

/** A sweep under way. */
export interface RunningSweep {
  /** Settles once, with all that was measured. */
  readonly finished: Promise<SweepReport>;
  /** Ends what runs and begins nothing more. Harmless when called twice or after the end. */
  stop(): void;
}
