import type { Chunk, Marks } from './runTrace';
import type { WorkProgress } from './streamEvent';
import type { PhaseName, Source } from './vocabulary';

/** Tokens generated so far, with where the figure comes from. */
export interface LiveTokens {
  readonly count: number;
  readonly source: Source;
}

/** Silence in mid-answer that is worth a word where a run is watched. */
export const SILENCE_TOLD_AFTER_MS = 2_000;

/**
 * News of a run under way, sent in batches of about 50 ms (250 ms while nothing comes). Everything that reading surfaces
 * (editor, status bar, panel) show of a running run is in here; the report comes once, at the end.
 */
export interface RunProgress {
  /** Ms since t0 when this batch was made. Consumers that animate between batches add their own difference. */
  readonly elapsedMs: number;
  /** What is going on at this moment, as far as the client can see. */
  readonly phase: PhaseName;
  readonly marks: Readonly<Marks>;
  /** How far the server says that it is with loading or reading the prompt; `null` when it does not, and after the first token. */
  readonly work: WorkProgress | null;
  /** Chunks since the last batch, in order, complete with text. */
  readonly chunks: readonly Chunk[];
  /** `null` until the first token, or while no counter has answered yet. */
  readonly tokens: LiveTokens | null;
  /** Over the last second of decode; `null` when there is nothing honest to show, never 0. */
  readonly decodeTokensPerSecond: number | null;
  /** Ms since the last generated chunk; `null` before the first. */
  readonly silentMs: number | null;
  /** What went over the wire, for the log; only for runs that log it. */
  readonly wire?: readonly string[];
}
