import type { Question, ServerFacts } from '../core/serverFacts';
import type { RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { LevelRequest, LevelResult } from '../core/sweep/levelEngine';
import type { LevelProgress } from '../core/sweep/runningSweep';
import type { RunRequest } from '../core/runRequest';

/**
 * The whole conversation between a host (editor or command line) and the measuring worker. `runId` is chosen by the host and is
 * the id of the report. Each `run` is answered by exactly one `finished`; a worker that dies is answered for by its client.
 */
export type ToEngine =
  | { readonly type: 'run'; readonly runId: string; readonly request: RunRequest }
  /** Many requests at once; answered by exactly one `level-finished`. */
  | { readonly type: 'level'; readonly levelId: string; readonly request: LevelRequest }
  | { readonly type: 'stop'; readonly runId: string }
  | { readonly type: 'stop-level'; readonly levelId: string }
  /** What servers are, without a prompt. Answered by one `answered`, also after `stopAsking`. */
  | { readonly type: 'ask'; readonly askId: string; readonly question: Question }
  | { readonly type: 'stopAsking'; readonly askId: string }
  /** Stop what runs, answer for it, end threads and processes, then go. */
  | { readonly type: 'close' };

export type FromEngine =
  | { readonly type: 'progress'; readonly runId: string; readonly progress: RunProgress }
  /** The report holds chunks and texts; whoever writes it out leaves out what was not asked for. */
  | { readonly type: 'finished'; readonly runId: string; readonly report: RunReport }
  | { readonly type: 'level-progress'; readonly levelId: string; readonly progress: LevelProgress }
  | { readonly type: 'level-finished'; readonly levelId: string; readonly result: LevelResult }
  | { readonly type: 'answered'; readonly askId: string; readonly facts: readonly ServerFacts[] };

/** Facts about the host that end up in each report; given to the worker when it is started. */
export interface EngineSetup {
  readonly extensionVersion: string;
  /** For instance `vscode 1.139.1` or `cli`. */
  readonly host: string;
  readonly remote: boolean;
  /** Folder of the bundles (worker, accounting, local model). */
  readonly distFolder: string;
  /** Path of the model that is used when nothing is configured. */
  readonly builtInModelPath: string;
}
