import { EventEmitter, type Disposable, type Event, type Uri } from 'vscode';
import { ulid } from 'ulid';
import type { Engine, RunningRun, ServerAsker } from '../core/engine';
import type { RunError } from '../core/runError';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { DocumentOutput } from './output/documentOutput';
import type { OutputMode } from './output/placement';
import type { PromptOrigin } from './promptSource';

/** A run as it is ordered: what to send, where the prompt stands, where the answer goes. */
export interface RunOrder {
  readonly request: RunRequest;
  /** `null`: not known, as for the prompt of an earlier window. */
  readonly origin: PromptOrigin | null;
  readonly mode: OutputMode;
  /** Already following its place in the prompt's document; `null`: beside, or nowhere. */
  readonly output: DocumentOutput | null;
}

/** What is remembered of a run in this window. */
export interface RunRecord {
  readonly header: RunHeader;
  readonly order: RunOrder;
  readonly report: RunReport | null;
}

export interface RunControllerParts {
  /** Called at the first run, so that a window in which nobody profiles starts no thread. */
  readonly startEngine: () => Engine & ServerAsker;
  /** The report of a run that was refused before anything was sent. */
  readonly refusedReport: (runId: string, request: RunRequest, error: RunError) => Promise<RunReport>;
}

/** Reports hold every chunk, so only the last few are kept. */
const MOST_RECORDS = 20;

/** Gives runs to the engine and their news to whoever reads: editor output, status bar, panel. */
export class RunController implements Disposable {
  readonly #parts: RunControllerParts;
  readonly #updates = new EventEmitter<RunUpdate>();
  readonly #records = new Map<string, RunRecord>();
  readonly #running = new Map<string, RunningRun>();
  #engine: (Engine & ServerAsker) | null = null;

  readonly onUpdate: Event<RunUpdate> = this.#updates.event;

  constructor(parts: RunControllerParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** The reports of this window's runs that are over, oldest first. */
  get reports(): RunReport[] {
    return [...this.#records.values()].flatMap(({ report }) => report ?? []);
  }

  /** One engine for all that is measured or asked in this window. */
  get engine(): Engine & ServerAsker {
    return (this.#engine ??= this.#parts.startEngine());
  }

  start(order: RunOrder): string {
    const runId = this.#open(order);
    const run = this.engine.run(runId, order.request, (progress) =>
      this.#updates.fire({ type: 'progress', runId, progress }),
    );
    this.#running.set(runId, run);
    void run.finished.then((report) => this.#close(runId, report));
    return runId;
  }

  /** A run that may not be made: nothing is sent, and everybody hears why. */
  async refuse(order: RunOrder, error: RunError): Promise<string> {
    const runId = this.#open(order);
    this.#close(runId, await this.#parts.refusedReport(runId, order.request, error));
    return runId;
  }

  stop(runId: string): void {
    this.#running.get(runId)?.stop();
  }

  stopAll(): void {
    for (const run of this.#running.values()) run.stop();
  }

  /** Runs under way whose prompt stands in this document. */
  runningIn(uri: Uri): string[] {
    const wanted = uri.toString();
    return [...this.#running.keys()].filter((id) => this.#records.get(id)?.order.origin?.uri.toString() === wanted);
  }

  /** The run of that id; without one the run that was started last. */
  record(runId: string | null): RunRecord | null {
    return (runId === null ? [...this.#records.values()].at(-1) : this.#records.get(runId)) ?? null;
  }

  /** The last runs of this window, newest first. */
  recent(): readonly RunRecord[] {
    return [...this.#records.values()].reverse();
  }

  dispose(): void {
    this.#updates.dispose();
  }

  /** Ends the measuring thread and the model's process. */
  async end(): Promise<void> {
    this.stopAll();
    await this.#engine?.dispose();
  }

  #open(order: RunOrder): string {
    const runId = ulid();
    const { target, prompt } = order.request;
    const header: RunHeader = {
      runId,
      targetName: target.name,
      protocol: target.protocol,
      model: target.model ?? '',
      promptSource: prompt.source,
    };
    this.#records.set(runId, { header, order: withoutKey(order), report: null });
    this.#forgetOldest();
    this.#updates.fire({ type: 'started', run: header });
    return runId;
  }

  #close(runId: string, report: RunReport): void {
    this.#running.delete(runId);
    const record = this.#records.get(runId);
    if (record) this.#records.set(runId, { ...record, report });
    this.#updates.fire({ type: 'finished', runId, report });
  }

  #forgetOldest(): void {
    for (const runId of this.#records.keys()) {
      if (this.#records.size <= MOST_RECORDS) return;
      if (!this.#running.has(runId)) this.#records.delete(runId);
    }
  }
}

/** A key is asked for again with each run; nothing keeps it. */
const withoutKey = (order: RunOrder): RunOrder => ({ ...order, request: { ...order.request, apiKey: null } });
