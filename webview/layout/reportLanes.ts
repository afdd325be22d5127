import type { RunReport } from '../../src/core/runReport';
import type { ChunkSeries } from '../state/chunkSeries';
import type { LanesInput } from './lanesScene';
import type { TimeRange } from './timeRange';

/** What the lanes show of a finished run; `whole` is all there is to see. */
export interface ReportLanes extends Omit<LanesInput, 'range' | 'width' | 'pixelRatio' | 'reading'> {
  readonly whole: TimeRange;
}

export function reportLanes(report: RunReport, series: ChunkSeries): ReportLanes {
  const lastChunkMs = series.length > 0 ? series.at(series.length - 1) : 0;
  const lastMs = report.phases.reduce((end, phase) => Math.max(end, phase.endMs), lastChunkMs);
  return {
    series,
    phases: report.phases,
    stalls: report.metrics.stalls.value ?? [],
    silence: null,
    phasesOnly: series.length === 0,
    speedWithheld: report.metrics.decodeTokensPerSecond.reason === 'buffered-stream',
    outputTokens: report.tokens.output.total,
    // A little air, so that the last tick does not stick to the border.
    whole: { startMs: 0, endMs: Math.max(lastMs * 1.01, 1) },
    endMs: lastChunkMs,
  };
}
