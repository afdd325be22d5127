import type { Marks } from '../../src/core/runTrace';
import type { Phase } from '../../src/core/runReport';
import type { PhaseName } from '../../src/core/vocabulary';
import type { ChunkSeries } from '../state/chunkSeries';
import type { Live } from '../state/panelModel';

/**
 * The phases of a run that is still under way, as far as the client can tell. The last one is open and ends now. The
 * report's own phases take their place at the end, when the server has said how long it queued.
 */
export function livePhases(live: Live, series: ChunkSeries, nowMs: number): readonly Phase[] {
  const phases: Phase[] = [];
  let startMs = 0;
  const close = (name: PhaseName, endMs: number | null): void => {
    if (endMs === null || endMs <= startMs) return;
    phases.push({ name, startMs, endMs, source: 'measured' });
    startMs = endMs;
  };
  const { marks } = live.progress;
  closeConnection(marks, close);
  if (series.length > 0) {
    closeSeen(live, close, series.at(0));
    if (series.channel(0) === 'reasoning')
      close('thinking', series.firstAnswer === null ? nowMs : series.at(series.firstAnswer));
    close('decode', marks.streamEnd === null ? nowMs : series.at(series.length - 1));
    close('tail', marks.streamEnd);
  } else closeSeen(live, close, nowMs);
  return phases;
}

function closeConnection(marks: Marks, close: (name: PhaseName, endMs: number | null) => void): void {
  close('dns', marks.dnsEnd);
  close('connect', marks.connectEnd);
  close('tls', marks.tlsEnd);
  close('send', marks.requestSent);
}

/** Before the first token: what the batches named (a model loads, then reads the prompt), otherwise waiting. */
function closeSeen(live: Live, close: (name: PhaseName, endMs: number | null) => void, endMs: number): void {
  const early = live.seenPhases.filter(
    ({ name }) => name === 'wait' || name === 'load' || name === 'queue' || name === 'prefill',
  );
  early.forEach(({ name }, index) => {
    close(name, Math.min(early[index + 1]?.sinceMs ?? endMs, endMs));
  });
  close('wait', endMs);
}
