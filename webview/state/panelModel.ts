import { READING_WORDS_PER_MINUTE, readingSpeed, type ReadingSpeed } from '../../src/core/readingSpeed';
import type { RunHeader } from '../../src/core/runUpdate';
import type { RunProgress } from '../../src/core/runProgress';
import type { RunReport } from '../../src/core/runReport';
import type { Price } from '../../src/core/target';
import type { PhaseName } from '../../src/core/vocabulary';
import type { Marked, TextPlace } from '../../src/messages/runTabMessages';
import type { ChunkSeries } from './chunkSeries';

/** Since when a phase has been seen, as told by the batches of a running run. */
export interface SeenPhase {
  readonly name: PhaseName;
  readonly sinceMs: number;
}

/** The newest news of a run under way; its chunks are in the series. */
export interface Live {
  readonly progress: Omit<RunProgress, 'chunks'>;
  /** When the news came, on the clock of this page: only ever subtracted from that same clock. */
  readonly receivedAtMs: number;
  readonly seenPhases: readonly SeenPhase[];
}

/** The run on show. `live` and `report` are both `null` between start and first news. */
export interface ShownRun {
  readonly header: RunHeader;
  /** Grows in place; its `length` says whether something came. A new run gets a new one. */
  readonly series: ChunkSeries;
  readonly startedAtMs: number;
  readonly live: Live | null;
  readonly report: RunReport | null;
  readonly marked: MarkedChunk | null;
  /** The price that the person gave in the panel. */
  readonly ownPrice: Price | null;
}

/** The chosen chunk, and where its text is; `null`: the editor has not said yet. */
export interface MarkedChunk {
  readonly index: number;
  readonly by: Marked['by'];
  readonly place: TextPlace | null;
}

/** Everything that the panel draws. */
export interface PanelModel {
  /** False until the editor has answered `ready`: then nothing is drawn, so that no wrong empty state flashes up. */
  readonly hydrated: boolean;
  readonly locale: string;
  readonly targetName: string;
  readonly run: ShownRun | null;
  readonly reading: ReadingSpeed;
}

export const EMPTY_MODEL: PanelModel = {
  hydrated: false,
  locale: 'en',
  targetName: '',
  run: null,
  reading: readingSpeed(READING_WORDS_PER_MINUTE),
};

export const isRunning = (run: ShownRun | null): run is ShownRun => run !== null && run.report === null;

/** Whether a run that is over brought anything to measure. */
export const isAnswered = ({ series, report }: ShownRun): boolean =>
  report !== null && (series.length > 0 || report.metrics.e2eMs.value !== null);

/** Whether anything is said about how far the numbers can be trusted. */
export const hasFindings = (run: ShownRun): boolean =>
  isAnswered(run) ||
  (run.report !== null && (run.report.quality.findings.length > 0 || run.report.attempts.length > 0));

/** Time since t0 as it is now: the last told value plus what passed on this page since. */
export function elapsedMs(run: ShownRun, nowMs: number): number {
  if (run.live === null) return Math.max(0, nowMs - run.startedAtMs);
  return run.live.progress.elapsedMs + Math.max(0, nowMs - run.live.receivedAtMs);
}
