import { describe, expect, test } from 'vitest';
import type { Marks } from '../../../src/core/runTrace';
import type { PhaseName } from '../../../src/core/vocabulary';
import { livePhases } from '../../../webview/layout/livePhases';
import { ChunkSeries } from '../../../webview/state/chunkSeries';
import type { Live, SeenPhase } from '../../../webview/state/panelModel';

const NO_MARKS: Marks = {
  dnsEnd: null,
  connectEnd: null,
  tlsEnd: null,
  requestSent: null,
  headers: null,
  firstByte: null,
  streamEnd: null,
};

const live = (phase: PhaseName, marks: Partial<Marks> = {}, seenPhases: readonly SeenPhase[] = []): Live => ({
  progress: {
    elapsedMs: 0,
    phase,
    marks: { ...NO_MARKS, ...marks },
    work: null,
    tokens: null,
    decodeTokensPerSecond: null,
    silentMs: null,
  },
  receivedAtMs: 0,
  seenPhases,
});

const CONNECTED = { dnsEnd: 2, connectEnd: 5, tlsEnd: 9, requestSent: 10 };

function seriesOf(...chunks: readonly (readonly [atMs: number, channel: 'reasoning' | 'answer'])[]): ChunkSeries {
  const series = new ChunkSeries();
  series.append(chunks.map(([atMs, channel]) => ({ atMs, channel, tokens: 1, text: 'x' })));
  return series;
}

const drawn = (phases: ReturnType<typeof livePhases>) =>
  phases.map(({ name, startMs, endMs }) => `${name} ${startMs}–${endMs}`);

describe('phases of a run under way', () => {
  test('waiting lasts until now', () => {
    expect(drawn(livePhases(live('wait', CONNECTED), new ChunkSeries(), 120))).toEqual([
      'dns 0–2',
      'connect 2–5',
      'tls 5–9',
      'send 9–10',
      'wait 10–120',
    ]);
  });

  test('thinking lasts until the first answer, the answer until now', () => {
    const thinking = seriesOf([100, 'reasoning'], [120, 'reasoning']);
    expect(drawn(livePhases(live('thinking', CONNECTED), thinking, 130)).slice(4)).toEqual([
      'wait 10–100',
      'thinking 100–130',
    ]);
    const answering = seriesOf([100, 'reasoning'], [120, 'answer'], [140, 'answer']);
    expect(drawn(livePhases(live('decode', CONNECTED), answering, 150)).slice(4)).toEqual([
      'wait 10–100',
      'thinking 100–120',
      'decode 120–150',
    ]);
  });

  test('after the end of the stream the answer ends with its last chunk', () => {
    const phases = livePhases(
      live('tail', { ...CONNECTED, streamEnd: 160 }),
      seriesOf([100, 'answer'], [140, 'answer']),
      170,
    );
    expect(drawn(phases).slice(5)).toEqual(['decode 100–140', 'tail 140–160']);
  });

  test('a server that tells of its prefill was waited for before', () => {
    const seen: readonly SeenPhase[] = [
      { name: 'dns', sinceMs: 0 },
      { name: 'wait', sinceMs: 50 },
      { name: 'prefill', sinceMs: 400 },
    ];
    expect(drawn(livePhases(live('prefill', CONNECTED, seen), new ChunkSeries(), 850)).slice(4)).toEqual([
      'wait 10–400',
      'prefill 400–850',
    ]);
  });

  test('a local model loads, then reads the prompt, as its batches said', () => {
    const seen: readonly SeenPhase[] = [
      { name: 'load', sinceMs: 0 },
      { name: 'prefill', sinceMs: 800 },
    ];
    expect(drawn(livePhases(live('prefill', {}, seen), new ChunkSeries(), 850))).toEqual([
      'load 0–800',
      'prefill 800–850',
    ]);
    expect(drawn(livePhases(live('decode', {}, seen), seriesOf([900, 'answer']), 950))).toEqual([
      'load 0–800',
      'prefill 800–900',
      'decode 900–950',
    ]);
  });
});
