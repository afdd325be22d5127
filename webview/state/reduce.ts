import type { ToPanel } from '../../src/messages/panelMessages';
import type { PanelRun } from '../../src/messages/runTabMessages';
import { readingSpeed } from '../../src/core/readingSpeed';
import type { RunProgress } from '../../src/core/runProgress';
import type { RunReport } from '../../src/core/runReport';
import type { RunHeader } from '../../src/core/runUpdate';
import { ChunkSeries } from './chunkSeries';
import type { Live, PanelModel, SeenPhase, ShownRun } from './panelModel';

/** What the panel shows after a message. `nowMs` is this page's clock at the moment the message came. */
export function reduce(model: PanelModel, message: ToPanel, nowMs: number): PanelModel {
  switch (message.type) {
    case 'hydrate': {
      const { run, locale, targetName, readingWordsPerMinute } = message.state;
      const reading = readingSpeed(readingWordsPerMinute);
      return { hydrated: true, locale, targetName, reading, run: run === null ? null : revive(run, nowMs) };
    }
    case 'started':
      return { ...model, targetName: message.run.targetName, run: begin(message.run, nowMs) };
    case 'progress':
      return onRun(model, message.runId, (run) => advance(run, message.progress, nowMs));
    case 'finished':
      return onRun(model, message.runId, (run) => finish(run, message.report));
    case 'marked': {
      const { index, by, place } = message;
      // A chunk that has not come yet cannot be shown.
      return onRun(model, message.runId, (run) =>
        Number.isInteger(index) && index >= 0 && index < run.series.length
          ? { ...run, marked: { index, by, place } }
          : run,
      );
    }
    case 'priced': {
      const { cost, costReason, ownPrice } = message;
      return onRun(model, message.runId, (run) => ({
        ...run,
        ownPrice,
        report: run.report && { ...run.report, cost, costReason },
      }));
    }
    case 'reading':
      return { ...model, reading: readingSpeed(message.readingWordsPerMinute) };
    default:
      // For another tab.
      return model;
  }
}

/** The person chose a chunk, or none. Where its text is only the editor knows. */
export const choose = (model: PanelModel, index: number | null): PanelModel =>
  model.run === null
    ? model
    : { ...model, run: { ...model.run, marked: index === null ? null : { index, by: 'panel', place: null } } };

/** News of a run that is not on show changes nothing. */
function onRun(model: PanelModel, runId: string, change: (run: ShownRun) => ShownRun): PanelModel {
  const { run } = model;
  return run?.header.runId !== runId ? model : { ...model, run: change(run) };
}

const begin = (header: RunHeader, nowMs: number): ShownRun => ({
  header,
  series: new ChunkSeries(),
  startedAtMs: nowMs,
  live: null,
  report: null,
  marked: null,
  ownPrice: null,
});

function revive({ run, progress, report }: PanelRun, nowMs: number): ShownRun {
  let shown = begin(run, nowMs);
  if (progress !== null) shown = advance(shown, progress, nowMs);
  return report === null ? shown : finish(shown, report);
}

function advance(run: ShownRun, progress: RunProgress, nowMs: number): ShownRun {
  // News after the end was overtaken by the report.
  if (run.report !== null) return run;
  const { chunks, ...rest } = progress;
  run.series.append(chunks);
  const live: Live = { progress: rest, receivedAtMs: nowMs, seenPhases: seenPhases(run.live, rest) };
  return { ...run, live };
}

/** A phase is seen from the batch before the one that first names it: its true start lies between the two. */
function seenPhases(before: Live | null, news: Omit<RunProgress, 'chunks'>): readonly SeenPhase[] {
  const seen = before?.seenPhases ?? [];
  if (seen.at(-1)?.name === news.phase) return seen;
  return [...seen, { name: news.phase, sinceMs: before?.progress.elapsedMs ?? 0 }];
}

/** The report has the last word on the chunks. One without them leaves what came live. */
function finish(run: ShownRun, report: RunReport): ShownRun {
  if (report.chunks === undefined) return { ...run, report };
  const series = new ChunkSeries();
  series.append(report.chunks);
  return { ...run, series, report };
}
