import { deriveReport } from '../core/deriveReport';
import type { RunError } from '../core/runError';
import type { RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import type { Chunk, Marks } from '../core/runTrace';
import { createTraceRecorder } from '../core/traceRecorder';
import type { EngineSetup } from '../messages/engineMessages';
import { environmentOf } from './environmentOf';
import { maskReport } from './maskReport';
import { promptSha256 } from './promptDigest';
import { shownTarget } from './shownTarget';

/** What the host knows of a run from its progress alone. */
export interface SeenRun {
  readonly runId: string;
  readonly request: RunRequest;
  /** ISO time of the call; the thread took its own t0 to the grave. */
  readonly startedAt: string;
  readonly chunks: Chunk[];
  progress: RunProgress | null;
}

/** The report of a run of which nothing was sent. */
export const unsentReport =
  (setup: EngineSetup) =>
  (runId: string, request: RunRequest, error: RunError): RunReport =>
    crashedReport({ runId, request, startedAt: new Date().toISOString(), chunks: [], progress: null }, setup, error);

const MARKS = ['dnsEnd', 'connectEnd', 'tlsEnd', 'requestSent', 'headers', 'firstByte', 'streamEnd'] as const;

/** The report of a run whose thread died: everything that had come through until then, and nothing else. */
export function crashedReport(run: SeenRun, setup: EngineSetup, error: RunError): RunReport {
  const { runId, request, progress, chunks } = run;
  const recorder = createTraceRecorder(() => run.startedAt);
  recorder.begin();
  const marks: Partial<Marks> = progress?.marks ?? {};
  for (const name of MARKS) if (typeof marks[name] === 'number') recorder.mark(name, marks[name]);
  for (const { atMs, read, channel, text, tokens } of chunks) {
    // How many bytes a read held is lost; that there was one, and which chunks shared it, is not.
    while (recorder.reads.length <= read) recorder.read(atMs, 0);
    recorder.event({ type: 'text', channel, text, tokens }, atMs, read);
  }
  const status = error.kind === 'cancelled' ? 'cancelled' : 'failed';
  const trace = recorder.finish({ status, error, atMs: progress?.elapsedMs ?? 0, loopDelay: null });
  const report = deriveReport({
    runId,
    request,
    shownTarget: shownTarget(request.target),
    promptSha256: promptSha256(request.prompt),
    trace,
    localCount: null,
    cost: null,
    costReason: 'The run ended before its tokens and their cost could be counted.',
    environment: environmentOf(setup),
  });
  return maskReport(report, request);
}
