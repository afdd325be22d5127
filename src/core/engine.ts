import type { Question, ServerFacts } from './serverFacts';
import type { RunProgress } from './runProgress';
import type { RunReport } from './runReport';
import type { RunRequest } from './runRequest';

/** A run under way. */
export interface RunningRun {
  readonly runId: string;
  /** Settles exactly once and never rejects: failures, stops and crashes are reports too. */
  readonly finished: Promise<RunReport>;
  /** Closes the connection at once and keeps what came. Harmless when called twice or after the end. */
  stop(): void;
}

/** What measures. The editor and the command line know only this. */
export interface Engine {
  run(runId: string, request: RunRequest, onProgress: (progress: RunProgress) => void): RunningRun;
  /** Stops what runs and ends threads and processes. */
  dispose(): Promise<void>;
}

/** As much of an `AbortSignal` as is needed: the pure rooms know none. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Asks servers beside the runs: harmless GETs, never a prompt. */
export interface ServerAsker {
  /** Facts of each server that was asked for, or found. Rejects when the question is withdrawn, or nobody is left to ask. */
  ask(question: Question, signal: StopSignal): Promise<readonly ServerFacts[]>;
}
