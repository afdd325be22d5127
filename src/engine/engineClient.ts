import path from 'node:path';
import type { Engine, RunningRun, ServerAsker, StopSignal } from '../core/engine';
import type { LevelEngine, LevelRequest, RunningLevel } from '../core/sweep/levelEngine';
import type { LevelProgress } from '../core/sweep/runningSweep';
import { LevelClient } from './levelClient';
import type { NetworkSettings } from '../core/networkSettings';
import { runError, RunFailure, type RunError } from '../core/runError';
import type { RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import type { Question, ServerFacts } from '../core/serverFacts';
import type { EngineSetup, FromEngine, ToEngine } from '../messages/engineMessages';
import type { SeenRun } from './crashedReport';
import { startThread, type ThreadPort } from './threadPort';

/** How long a closing worker may take to end its connections and its model process before it is ended itself. */
const CLOSING_MS = 3_000;

/** What the host program adds to each run. */
export interface EngineHost {
  /** How connections are made now. */
  readonly network?: () => NetworkSettings;
  /** Sees what goes over the wire, without secrets, in runs that begin while it wants to. */
  readonly wireLog?: { isWanted(): boolean; write(runId: string, record: string): void };
}

type EnginePort = ThreadPort<ToEngine, FromEngine>;

interface OpenRun extends SeenRun {
  readonly onProgress: (progress: RunProgress) => void;
  readonly settle: (report: RunReport) => void;
}

interface OpenQuestion {
  readonly answer: (facts: readonly ServerFacts[]) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The engine as the host sees it: a thread that is started by the first run. When the thread dies, every open run gets a
 * report with what had come until then, and the next run starts a new thread.
 */
export class EngineClient implements Engine, LevelEngine, ServerAsker {
  readonly #setup: EngineSetup;
  readonly #start: () => EnginePort;
  readonly #host: EngineHost;
  readonly #open = new Map<string, OpenRun>();
  readonly #levels = new LevelClient();
  readonly #asked = new Map<string, OpenQuestion>();
  #questions = 0;
  #port: EnginePort | null = null;
  /** Settles when every run that was left without a report has one. */
  #answered: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  constructor(
    setup: EngineSetup,
    start: () => EnginePort = () => startThread(path.join(setup.distFolder, 'worker.mjs'), setup),
    host: EngineHost = {},
  ) {
    this.#setup = setup;
    this.#start = start;
    this.#host = host;
  }

  run(runId: string, asked: RunRequest, onProgress: (progress: RunProgress) => void): RunningRun {
    const logsWire = this.#host.wireLog?.isWanted() === true;
    const request = { ...this.#withNetwork(asked), ...(logsWire && { logsWire }) };
    const finished = new Promise<RunReport>((settle) => {
      const startedAt = new Date().toISOString();
      this.#open.set(runId, { runId, request, startedAt, chunks: [], progress: null, onProgress, settle });
    });
    if (this.#isDisposed) this.#answerForAll(stopped);
    else this.#connect().post({ type: 'run', runId, request });
    return {
      runId,
      finished,
      stop: () => {
        if (this.#open.has(runId)) this.#port?.post({ type: 'stop', runId });
      },
    };
  }

  level(levelId: string, asked: LevelRequest, onProgress: (progress: LevelProgress) => void): RunningLevel {
    const request = { ...asked, request: this.#withNetwork(asked.request) };
    const post = (message: ToEngine): void => this.#port?.post(message);
    if (!this.#isDisposed) this.#connect();
    const running = this.#levels.begin(levelId, request, { post, onProgress });
    if (this.#isDisposed) this.#levels.answerAll(stopped);
    return running;
  }

  ask(question: Question, signal: StopSignal): Promise<readonly ServerFacts[]> {
    if (this.#isDisposed || signal.aborted) return Promise.reject(new RunFailure(stopped));
    const askId = String(++this.#questions);
    const answered = new Promise<readonly ServerFacts[]>((answer, fail) => this.#asked.set(askId, { answer, fail }));
    const network = this.#host.network?.();
    const asked = network && question.kind === 'server' ? { ...question, network } : question;
    this.#connect().post({ type: 'ask', askId, question: asked });
    const stop = (): void => {
      this.#port?.post({ type: 'stopAsking', askId });
      this.#asked.get(askId)?.fail(new RunFailure(stopped));
    };
    signal.addEventListener('abort', stop, { once: true });
    return answered.finally(() => {
      this.#asked.delete(askId);
      signal.removeEventListener('abort', stop);
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const port = this.#port;
    port?.post({ type: 'close' });
    await port?.end(CLOSING_MS);
    this.#answerForAll(stopped);
    await this.#answered;
  }

  #withNetwork(asked: RunRequest): RunRequest {
    const network = this.#host.network?.();
    return network ? { ...asked, network } : asked;
  }

  #connect(): EnginePort {
    if (this.#port) return this.#port;
    const port = this.#start();
    this.#port = port;
    // Already now: when the thread dies because its folder is gone, as after an update, the reports' file is gone, too.
    void loadReports().catch(() => undefined);
    port.listen(
      (message) => this.#receive(message),
      (reason) => {
        this.#port = null;
        this.#answerForAll(this.#isDisposed ? stopped : crashed(reason));
      },
    );
    return port;
  }

  #receive(message: FromEngine): void {
    if ('levelId' in message) return this.#levels.receive(message);
    if (message.type === 'answered') return this.#asked.get(message.askId)?.answer(message.facts);
    const run = this.#open.get(message.runId);
    if (!run) return;
    if (message.type === 'finished') {
      this.#open.delete(run.runId);
      return run.settle(message.report);
    }
    const { wire = [], ...progress } = message.progress;
    for (const record of wire) this.#host.wireLog?.write(run.runId, record);
    run.progress = progress;
    for (const chunk of progress.chunks) run.chunks.push(chunk);
    run.onProgress(progress);
  }

  #answerForAll(error: RunError): void {
    const left = [...this.#open.values()];
    this.#open.clear();
    if (left.length > 0) this.#answered = Promise.all([this.#answered, this.#answerFor(left, error)]);
    for (const { fail } of [...this.#asked.values()]) fail(new RunFailure(error));
    this.#levels.answerAll(error);
  }

  async #answerFor(runs: readonly OpenRun[], error: RunError): Promise<void> {
    const { crashedReport } = await loadReports();
    for (const run of runs) run.settle(crashedReport(run, this.#setup, error));
  }
}

/** Not a part of the start: it holds all that derives numbers. */
const loadReports = () => import('./crashedReport');

const stopped = runError('cancelled', 'Stopped, because the program that started the run was closed.');

const crashed = (reason: string): RunError =>
  runError(
    'crashed',
    'The measuring thread ended unexpectedly. What came until then is kept, and the next run starts a new thread: run again.',
    { detail: reason },
  );
