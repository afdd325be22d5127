import * as l10n from '@vscode/l10n';
import type { ReadingSpeed } from '../../src/core/readingSpeed';
import type { Phase, RunReport } from '../../src/core/runReport';
import { SOURCE_WORDS } from '../../src/core/sourceWords';
import { stallThresholdMs } from '../layout/gapScale';
import { livePhases } from '../layout/livePhases';
import { reportLanes } from '../layout/reportLanes';
import { liveStalls } from '../layout/stallFields';
import { liveEndMs } from '../layout/timeAxis';
import { elapsedMs, type MarkedChunk, type ShownRun } from '../state/panelModel';
import { PHASE_WORDS, type Words } from './words';
import type { LanesInput } from '../layout/lanesScene';
import type { TimeRange } from '../layout/timeRange';

/** What the timeline shows at this moment; `whole` is all there is to see. */
export interface TimelineInput extends Omit<LanesInput, 'range' | 'width' | 'pixelRatio'> {
  readonly runId: string;
  readonly whole: TimeRange;
  readonly faded: boolean;
  readonly summary: string;
  readonly marked: MarkedChunk | null;
}

/** What the timeline shows of a run at this moment. */
export const timelineInput = (run: ShownRun, { words, nowMs, reading }: InputParts): TimelineInput => ({
  ...(run.report === null ? liveInput(run, words, nowMs) : reportInput(run, run.report, words)),
  runId: run.header.runId,
  reading,
  marked: run.marked,
});

export interface InputParts {
  readonly words: Words;
  readonly nowMs: number;
  readonly reading: ReadingSpeed;
}

type RunInput = Omit<TimelineInput, 'runId' | 'reading' | 'marked'>;

const reportInput = ({ series }: ShownRun, report: RunReport, words: Words): RunInput => ({
  ...reportLanes(report, series),
  faded: report.outcome.status !== 'completed',
  summary: summary(report.phases, series.length, series.gaps.maxMs, words),
});

function liveInput(run: ShownRun, words: Words, nowMs: number): RunInput {
  const { series, live } = run;
  const passedMs = elapsedMs(run, nowMs);
  const phases = live === null ? [] : livePhases(live, series, passedMs);
  const lastMs = series.length > 0 ? series.at(series.length - 1) : passedMs;
  const isSilent = live?.progress.marks.streamEnd === null && passedMs - lastMs > stallThresholdMs(series);
  return {
    series,
    phases,
    stalls: liveStalls(series),
    silence: isSilent ? { startMs: lastMs, endMs: passedMs } : null,
    phasesOnly: false,
    speedWithheld: false,
    outputTokens: live?.progress.tokens?.count ?? null,
    whole: { startMs: 0, endMs: liveEndMs(passedMs) },
    // Between two chunks nobody knows yet whether it slowed down; in a silence it did.
    endMs: isSilent ? passedMs : lastMs,
    faded: false,
    summary: summary(phases, series.length, series.gaps.maxMs, words),
  };
}

/** The chart in words, for those who do not see it. */
function summary(phases: readonly Phase[], chunks: number, longestMs: number, words: Words): string {
  const parts = phases.map(
    ({ name, startMs, endMs, source }) =>
      `${PHASE_WORDS[name]} ${words.duration(endMs - startMs)} ${SOURCE_WORDS[source]}`,
  );
  const names = parts.join(', ') || l10n.t('none yet');
  const count = words.count(chunks);
  return chunks > 1
    ? l10n.t('Timeline. Phases: {0}. {1} chunks, longest gap {2}.', names, count, words.duration(longestMs))
    : l10n.t('Timeline. Phases: {0}. {1} chunks.', names, count);
}
