import { deriveReport, type ReportParts } from '../../../src/core/deriveReport';
import type { RunReport } from '../../../src/core/runReport';
import type { RunRequest } from '../../../src/core/runRequest';
import type { Chunk, Environment, Marks, RunTrace } from '../../../src/core/runTrace';
import type { ServerTimings, Usage } from '../../../src/core/streamEvent';
import type { HttpTarget } from '../../../src/core/target';
import type { Channel } from '../../../src/core/vocabulary';

/** Builders for tests: every one gives a plausible whole, of which a test states only what it is about. */

export const NO_USAGE: Usage = {
  inputTotal: null,
  inputCached: null,
  inputCacheWrite: null,
  outputTotal: null,
  outputReasoning: null,
};
export const usage = (parts: Partial<Usage>): Usage => ({ ...NO_USAGE, ...parts });

const NO_TIMINGS: ServerTimings = { queueMs: null, prefillMs: null, decodeMs: null, loadMs: null, totalMs: null };
export const timings = (parts: Partial<ServerTimings>): ServerTimings => ({ ...NO_TIMINGS, ...parts });

export const NO_MARKS: Marks = {
  dnsEnd: null,
  connectEnd: null,
  tlsEnd: null,
  requestSent: null,
  headers: null,
  firstByte: null,
  streamEnd: null,
};

/** A chunk in a read of its own unless `read` says otherwise; `read` is set by `traceOf`. */
export const chunk = (
  atMs: number,
  text = 'a',
  parts: { channel?: Channel; tokens?: number | null; read?: number } = {},
): Chunk => ({ atMs, text, channel: 'answer', tokens: null, read: -1, ...parts });

export const chunksAt = (times: readonly number[], tokens: number | null = null): Chunk[] =>
  times.map((atMs) => chunk(atMs, 'a', { tokens }));

/** `count` chunks, the first at `startMs`, one every `stepMs`. */
export const steady = (startMs: number, stepMs: number, count: number, tokens: number | null = null): Chunk[] =>
  chunksAt(
    Array.from({ length: count }, (_, index) => startMs + index * stepMs),
    tokens,
  );

export function traceOf(chunks: readonly Chunk[], parts: Partial<RunTrace> = {}): RunTrace {
  const last = chunks.at(-1)?.atMs ?? 0;
  const numbered = chunks.map((each, index) => (each.read < 0 ? { ...each, read: index } : each));
  const end = parts.marks?.streamEnd ?? last + 1;
  return {
    startedAt: '2026-11-20T09:00:00.000Z',
    marks: { ...NO_MARKS, connectEnd: 2, requestSent: 3, streamEnd: end },
    endMs: end,
    reused: false,
    proxy: null,
    connection: null,
    reads: numbered.map(({ atMs }) => ({ atMs, bytes: 200 })),
    chunks: numbered,
    phases: [],
    attempts: [],
    usage: null,
    timings: null,
    timingsRaw: {},
    others: null,
    models: [],
    status: 'completed',
    finishReason: 'stop',
    rawFinishReason: 'stop',
    error: null,
    streamed: true,
    loopDelay: { p99Ms: 0.4, maxMs: 2 },
    ...parts,
  };
}

export const TARGET: HttpTarget = {
  name: 'local server',
  protocol: 'openai-chat',
  url: 'http://127.0.0.1:8000/v1',
  model: 'qwen',
};

export const requestOf = (parts: Partial<RunRequest> = {}): RunRequest => ({
  target: TARGET,
  prompt: { messages: [{ role: 'user', content: 'Why is the sky blue?' }], source: 'sky.prompt.md:1-1' },
  parameters: {},
  cache: 'as-is',
  apiKey: null,
  ...parts,
});

export const ENVIRONMENT: Environment = {
  extension: '0.1.0',
  host: 'cli',
  node: '24.0.0',
  os: 'linux x64',
  remote: false,
};

export const reportOf = (trace: RunTrace, parts: Partial<ReportParts> = {}): RunReport =>
  deriveReport({
    runId: '01KAFAKE000000000000000000',
    request: requestOf(),
    shownTarget: { url: TARGET.url, model: TARGET.model },
    promptSha256: 'ab'.repeat(32),
    trace,
    localCount: null,
    cost: null,
    costReason: 'no price is known for qwen',
    environment: ENVIRONMENT,
    ...parts,
  });
