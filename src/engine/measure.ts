import { setTimeout } from 'node:timers/promises';
import type { Accounting } from '../accounting/accounting';
import { deriveReport } from '../core/deriveReport';
import { runError, RunFailure, type RunError } from '../core/runError';
import type { RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import { isHttpTarget } from '../core/target';
import type { RunsBeside, RunTrace } from '../core/runTrace';
import { createTraceRecorder, type TraceRecorder } from '../core/traceRecorder';
import type { EngineSetup } from '../messages/engineMessages';
import { coldRequest } from './coldPrompt';
import { countRun } from './countRun';
import { environmentOf } from './environmentOf';
import { imageRefusal } from './imageRefusal';
import { LiveProgress } from './liveProgress';
import { LiveTokenCount } from './liveTokens';
import { maskReport } from './maskReport';
import { MetricsWatch } from './metricsWatch';
import { promptSha256 } from './promptDigest';
import { RunClock } from './runClock';
import type { RunSource } from './runSource';
import { withHeaders } from './withHeaders';
import { secretsOf } from './secrets';
import { shownTarget } from './shownTarget';

/** What all runs of an engine share. */
export interface MeasureTools {
  readonly setup: EngineSetup;
  /** Those that this engine has; a worker has no language models of the editor. */
  readonly sources: Readonly<Partial<Record<'http' | 'gguf' | 'vscode-lm', RunSource>>>;
  readonly accounting: Accounting;
}

export interface Measurement {
  readonly runId: string;
  readonly request: RunRequest;
  readonly onProgress: (progress: RunProgress) => void;
  readonly signal: AbortSignal;
  /** Says that it begins now; what comes back says that it is over, and gives what was under way beside it. */
  readonly begin: () => () => RunsBeside | null;
}

/** One run, from request to report. Failures and stops are reports too. */
export async function measure(tools: MeasureTools, measurement: Measurement): Promise<RunReport> {
  const { runId, request } = measurement;
  // Before the run, as hashing a large prompt takes a while and the time after t0 is measured.
  const sha256 = promptSha256(request.prompt);
  const filled = withHeaders(request);
  const sent = 'problem' in filled ? request : filled;
  const refusal = 'problem' in filled ? filled.problem : refusalOf(request);
  const metrics = new MetricsWatch(sent, measurement.signal);
  const trace = await metrics.addedTo(await record(tools, { ...measurement, sent, refusal }, metrics));
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

/** Longer than loading a vocabulary takes on a slow machine; after that the run is not kept waiting. */
const MOST_PREPARATION_MS = 2_000;

/**
 * Starts the accounting thread and has it load the model's vocabulary: some 0.3 s of work, once. Were it done at the first token,
 * it would take a core, and with it time, from the very tokens that are being measured.
 */
async function readyToCount(accounting: Accounting, model: string, wish: AbortSignal): Promise<void> {
  const patience = new AbortController();
  const signal = AbortSignal.any([patience.signal, wish]);
  const loaded = accounting.count({ text: '' }, model).catch(() => null);
  await Promise.race([loaded, setTimeout(MOST_PREPARATION_MS, null, { signal }).catch(() => null)]);
  patience.abort();
}

interface ReadyRun extends Measurement {
  /** The request with the secrets in its headers. */
  readonly sent: RunRequest;
  /** Why nothing may be sent. */
  readonly refusal: RunError | null;
}

/** Runs the source with a recorder at its side, and tells what happens while it runs. */
async function record(tools: MeasureTools, measurement: ReadyRun, metrics: MetricsWatch): Promise<RunTrace> {
  const { runId, request, sent, refusal, onProgress, signal, begin } = measurement;
  const { target } = request;
  const isLocal = target.protocol === 'gguf';
  const clock = new RunClock();
  const recorder = createTraceRecorder(() => clock.begin());
  if (refusal) return finish(recorder, clock, refusal);
  if (!isLocal) await readyToCount(tools.accounting, target.model, signal);
  const model = target.model ?? target.name;
  const tokens = new LiveTokenCount({ accounting: tools.accounting, counter: runId, model, isLocal });
  const secrets = secretsOf(request, 'report');
  const endStay = begin();
  const progress = new LiveProgress({ recorder, tokens, isLocal, secrets, now: () => clock.now(), onProgress });
  try {
    const source = tools.sources[isHttpTarget(target) ? 'http' : target.protocol];
    const run = { runId, request: sent, recorder, signal, metrics };
    const error = source ? await runSource(source, run) : notHere(request);
    const beside = endStay();
    return { ...finish(recorder, clock, error), ...(beside && { beside }) };
  } finally {
    endStay();
    clock.end();
    progress.stop();
  }
}

function finish(recorder: TraceRecorder, clock: RunClock, error: RunError | null): RunTrace {
  // A run that never began, because it was refused, ends where it would have begun.
  recorder.begin();
  const status = error === null ? 'completed' : error.kind === 'cancelled' ? 'cancelled' : 'failed';
  return recorder.finish({ status, error, ...clock.end() });
}

/** Prompts that are not worth a request, and such as cannot become one. */
const refusalOf = (request: RunRequest): RunError | null =>
  request.prompt.messages.every(({ content, images }) => content.trim() === '' && !images)
    ? runError('bad-request', 'The prompt is empty, so nothing was sent. Write or select some text and run again.')
    : imageRefusal(request);

const notHere = ({ target }: RunRequest): RunError =>
  runError(
    'unsupported',
    `${target.name} is a language model of the editor and can be used there only. Choose another target.`,
  );

interface SourceRun {
  readonly runId: string;
  readonly request: RunRequest;
  readonly recorder: TraceRecorder;
  readonly signal: AbortSignal;
  readonly metrics: MetricsWatch;
}

/** Makes the run, with what its cache mode and its target want before it; gives the error it ended with, if any. */
async function runSource(source: RunSource, run: SourceRun): Promise<RunError | null> {
  const { runId, recorder, signal, metrics } = run;
  const sent = coldRequest(run.request, runId);
  const { cache } = sent;
  const nobody = (): string => '';
  try {
    if (cache === 'warm') await source.run(sent, createTraceRecorder(nobody), signal);
    await metrics.before();
    await source.run(sent, recorder, signal);
    return null;
  } catch (error) {
    if (error instanceof RunFailure) return error.error;
    throw error;
  }
}
