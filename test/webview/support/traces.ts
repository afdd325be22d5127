import { runError } from '../../../src/core/runError';
import type { Chunk, RunTrace } from '../../../src/core/runTrace';
import type { Channel } from '../../../src/core/vocabulary';

/** Traces as real servers leave them, made by rule from a seed: the same ones in every test run. */

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const WORDS =
  'The prefill phase reads the whole prompt at once , while decoding makes one token after the other . Long prompts cost time before the first token ; long answers cost time for each .'.split(
    ' ',
  );

interface Stretch {
  readonly channel: Channel;
  readonly count: number;
  readonly gapMs: number;
  /** Share of the gap by which it varies. */
  readonly jitter?: number;
  readonly tokens?: number | null;
}

/** Chunks of several stretches one after the other, the first of all at `firstMs`. */
export function chunksOf(firstMs: number, stretches: readonly Stretch[], seed = 7): Chunk[] {
  const random = randomFrom(seed);
  const chunks: Chunk[] = [];
  let atMs = firstMs;
  for (const { channel, count, gapMs, jitter = 0.3, tokens = 1 } of stretches)
    for (let index = 0; index < count; index += 1) {
      if (chunks.length > 0) atMs += gapMs * (1 - jitter + 2 * jitter * random());
      const word = WORDS[chunks.length % WORDS.length] ?? '';
      chunks.push({ atMs, read: chunks.length, channel, tokens, text: chunks.length === 0 ? word : ` ${word}` });
    }
  return chunks;
}

const NO_MARKS = {
  dnsEnd: null,
  connectEnd: null,
  tlsEnd: null,
  requestSent: null,
  headers: null,
  firstByte: null,
  streamEnd: null,
};

/** A completed trace around chunks; parts of it can be replaced. */
export function traceOf(chunks: readonly Chunk[], parts: Partial<RunTrace> = {}): RunTrace {
  const last = chunks.at(-1)?.atMs ?? 0;
  const first = chunks[0]?.atMs ?? null;
  const marks = {
    ...NO_MARKS,
    connectEnd: 1.4,
    requestSent: 1.9,
    headers: first,
    firstByte: first,
    streamEnd: last + 3,
  };
  return {
    startedAt: '2026-11-20T09:00:00.000Z',
    marks,
    endMs: last + 3,
    reused: false,
    proxy: null,
    connection: null,
    reads: chunks.map(({ atMs, text }) => ({ atMs, bytes: text.length + 180 })),
    chunks,
    phases: [],
    attempts: [],
    usage: {
      inputTotal: 812,
      inputCached: 0,
      inputCacheWrite: null,
      outputTotal: chunks.reduce((sum, { tokens }) => sum + (tokens ?? 1), 0),
      outputReasoning: chunks.filter(({ channel }) => channel === 'reasoning').length,
    },
    timings: null,
    timingsRaw: {},
    others: null,
    models: [],
    status: 'completed',
    finishReason: 'stop',
    rawFinishReason: 'stop',
    error: null,
    streamed: true,
    loopDelay: { p99Ms: 0.4, maxMs: 1.2 },
    ...parts,
  };
}

/** 180 even tokens from a server that says nothing of its own time. */
export const steadyTrace = (): RunTrace => traceOf(chunksOf(182, [{ channel: 'answer', count: 180, gapMs: 9.5 }]));

/** A queue, a prefill, thinking, several tokens a chunk, one stall, cached input. */
export function busyTrace(): RunTrace {
  const chunks = chunksOf(312.4, [
    { channel: 'reasoning', count: 20, gapMs: 22, tokens: null },
    { channel: 'answer', count: 24, gapMs: 25, tokens: null },
    { channel: 'answer', count: 1, gapMs: 262, tokens: null, jitter: 0 },
    { channel: 'answer', count: 20, gapMs: 24, tokens: null },
  ]);
  return traceOf(chunks, {
    marks: {
      ...NO_MARKS,
      dnsEnd: 2.1,
      connectEnd: 4.8,
      tlsEnd: 9.2,
      requestSent: 9.6,
      headers: 310,
      firstByte: 310.2,
      streamEnd: (chunks.at(-1)?.atMs ?? 0) + 14,
    },
    endMs: (chunks.at(-1)?.atMs ?? 0) + 14,
    usage: { inputTotal: 1812, inputCached: 1024, inputCacheWrite: null, outputTotal: 104, outputReasoning: 30 },
    timings: { queueMs: 230.1, prefillMs: 61.2, decodeMs: 1480, loadMs: null, totalMs: 1790 },
  });
}

/** A model file on this machine, loaded first. */
export function localTrace(): RunTrace {
  const chunks = chunksOf(920, [{ channel: 'answer', count: 240, gapMs: 2.9, jitter: 0.2 }]);
  return traceOf(chunks, {
    marks: { ...NO_MARKS, streamEnd: chunks.at(-1)?.atMs ?? 0 },
    phases: [
      { name: 'load', startMs: 12, endMs: 805, source: 'measured' },
      { name: 'prefill', startMs: 806, endMs: 919, source: 'measured' },
    ],
  });
}

/** The server says no before any text. */
export const refusedKeyTrace = (): RunTrace =>
  traceOf([], {
    marks: { ...NO_MARKS, dnsEnd: 3, connectEnd: 12, tlsEnd: 31, requestSent: 32, headers: 118, firstByte: 118 },
    endMs: 119,
    usage: null,
    status: 'failed',
    finishReason: 'unknown',
    rawFinishReason: null,
    error: runError(
      'unauthorized',
      'https://api.example.com/v1 did not accept the key. Set another one with the command Set API Key.',
      { httpStatus: 401, detail: 'Incorrect API key provided: sk-…redacted. <b>Check</b> your settings.' },
    ),
  });

/** Nobody listens there. */
export const unreachableTrace = (): RunTrace =>
  traceOf([], {
    marks: { ...NO_MARKS },
    endMs: 2.3,
    usage: null,
    status: 'failed',
    finishReason: 'unknown',
    rawFinishReason: null,
    error: runError(
      'refused',
      'Nothing listens at http://127.0.0.1:8000/v1. Start the server or choose another target.',
    ),
  });

/** The person stopped it in mid-answer. */
export function stoppedTrace(): RunTrace {
  const chunks = chunksOf(240, [{ channel: 'answer', count: 60, gapMs: 20, tokens: null }]);
  return traceOf(chunks, {
    endMs: (chunks.at(-1)?.atMs ?? 0) + 12,
    usage: null,
    status: 'cancelled',
    finishReason: 'unknown',
    rawFinishReason: null,
    error: runError('cancelled', 'The run was stopped.'),
  });
}

/** Something on the way holds the text back and lets it go in bursts. */
export function bufferedTrace(): RunTrace {
  const chunks = [0, 1, 2].flatMap((burst) =>
    chunksOf(900 + burst * 1100, [{ channel: 'answer', count: 50, gapMs: 0.02, jitter: 0.2 }], burst + 1).map(
      (chunk) => ({
        ...chunk,
        read: burst,
      }),
    ),
  );
  const reads = [0, 1, 2].map((burst) => ({ atMs: 900 + burst * 1100, bytes: 16_384 }));
  return traceOf(chunks, { reads });
}

export const singleTokenTrace = (): RunTrace => traceOf(chunksOf(95, [{ channel: 'answer', count: 1, gapMs: 0 }]));

/** A very long answer at a thousand tokens a second. */
export const hugeTrace = (count = 100_000): RunTrace =>
  traceOf(
    chunksOf(410, [
      { channel: 'reasoning', count: Math.floor(count / 4), gapMs: 1, jitter: 0.8 },
      { channel: 'answer', count: Math.floor(count / 2), gapMs: 1, jitter: 0.8 },
      { channel: 'answer', count: 1, gapMs: 2400, jitter: 0 },
      { channel: 'answer', count: Math.ceil(count / 4) - 1, gapMs: 1, jitter: 0.8 },
    ]),
  );
