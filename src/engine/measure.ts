import type { Accounting } from '../accounting/accounting';
import { deriveReport } from '../core/deriveReport';
import { runError, RunFailure, type RunError } from '../core/runError';
import type { RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import type { RunTrace } from '../core/runTrace';
import { createTraceRecorder, type TraceRecorder } from '../core/traceRecorder';
import type { Protocol } from '../core/vocabulary';
import type { EngineSetup } from '../messages/engineMessages';
import { coldPrompt } from './coldPrompt';
import { countRun } from './countRun';
import { environmentOf } from './environmentOf';
import { LiveProgress } from './liveProgress';
import { LiveTokenCount } from './liveTokens';
import { watchLoopDelay } from './loopDelay';
import { maskReport } from './maskReport';
import { promptSha256 } from './promptDigest';
import type { RunSource } from './runSource';
import { shownTarget } from './shownTarget';

/** What all runs of an engine share. */
export interface MeasureTools {
  readonly setup: EngineSetup;
  readonly sources: Readonly<Record<Protocol, RunSource>>;
  readonly accounting: Accounting;
}

export interface Measurement {
  readonly runId: string;
  readonly request: RunRequest;
  readonly onProgress: (progress: RunProgress) => void;
  readonly signal: AbortSignal;
}

/** One run, from request to report. Failures and stops are reports too. */
export async function measure(tools: MeasureTools, measurement: Measurement): Promise<RunReport> {
  const { runId, request } = measurement;
  // Before the run, as hashing a large prompt takes a while and the time after t0 is measured.
  const sha256 = promptSha256(request.prompt);
  const trace = await record(tools, measurement);
  const account = await countRun(tools.accounting, request, trace);
  const report = deriveReport({
    runId,
    request,
    shownTarget: shownTarget(request.target),
    promptSha256: sha256,
    trace,
    ...account,
    environment: environmentOf(tools.setup),
  });
  return maskReport(report, request);
}

/** Runs the source with a recorder at its side, and tells what happens while it runs. */
async function record(tools: MeasureTools, { runId, request, onProgress, signal }: Measurement): Promise<RunTrace> {
  const { target } = request;
  const isLocal = target.protocol === 'gguf';
  let t0 = performance.now();
  const now = (): number => performance.now() - t0;
  const recorder = createTraceRecorder(() => {
    t0 = performance.now();
    return new Date().toISOString();
  });
  const model = target.model ?? target.name;
  const tokens = new LiveTokenCount({ accounting: tools.accounting, counter: runId, model, isLocal });
  const progress = new LiveProgress({ recorder, tokens, isLocal, now, onProgress });
  const loop = watchLoopDelay();
  const error = await runSource(tools.sources[target.protocol], request, recorder, signal);
  const atMs = recorder.begun ? now() : 0;
  const loopDelay = loop.stop();
  progress.stop();
  const status = error === null ? 'completed' : error.kind === 'cancelled' ? 'cancelled' : 'failed';
  return recorder.finish({ status, error, atMs, loopDelay });
}

/** Makes the run, with what its cache mode wants before it; gives the error it ended with, if any. */
async function runSource(
  source: RunSource,
  request: RunRequest,
  recorder: TraceRecorder,
  signal: AbortSignal,
): Promise<RunError | null> {
  if (request.prompt.messages.every(({ content }) => content.trim() === ''))
    return runError(
      'bad-request',
      'The prompt is empty, so nothing was sent. Write or select some text and run again.',
    );
  const { cache, target } = request;
  // Our own process is told to forget; only a server has to be outwitted.
  const isUnique = cache === 'cold' && target.protocol !== 'gguf';
  const sent = isUnique ? { ...request, prompt: coldPrompt(request.prompt) } : request;
  try {
    if (cache === 'warm')
      await source.run(
        sent,
        createTraceRecorder(() => ''),
        signal,
      );
    await source.run(sent, recorder, signal);
    return null;
  } catch (error) {
    if (error instanceof RunFailure) return error.error;
    throw error;
  }
}
