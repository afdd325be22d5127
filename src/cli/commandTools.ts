import type { Readable } from 'node:stream';
import type { Engine } from '../core/engine';
import type { RunError } from '../core/runError';
import type { RunReport } from '../core/runReport';
import type { RunningSeries, SeriesUpdate } from '../core/runningSeries';
import type { RunRequest } from '../core/runRequest';
import type { ServerFacts, ServerQuestion } from '../core/serverFacts';
import type { SeriesPlan } from '../core/seriesPlan';
import type { RunningSweep, SweepUpdate } from '../core/sweep/runningSweep';
import type { SweepPlan } from '../core/sweep/sweepPlan';
import type { Terminal } from './terminal';

/** What a command is given of the world. */
export interface CommandTools {
  readonly terminal: Terminal;
  readonly stdin: Readable;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly version: string;
  /** With `wire` the engine tells what goes over the wire, without secrets. */
  readonly startEngine: (wire?: (record: string) => void) => Engine;
  /** Environment variables in which the key for an address usually is; none for an address that is nobody's known. */
  readonly keyVariables: (url: string, vendor: string | undefined) => readonly string[];
  /** Asks a server what it is, with harmless GETs. */
  readonly probe: (question: ServerQuestion, signal: AbortSignal) => Promise<ServerFacts>;
  readonly startSeries: (engine: Engine, plan: SeriesPlan, onUpdate: (update: SeriesUpdate) => void) => RunningSeries;
  /** Starts an engine of its own for the sweep, and ends it with it. */
  readonly startSweep: (plan: SweepPlan, onUpdate: (update: SweepUpdate) => void) => RunningSweep;
  /** The report of a run that is refused before anything is sent. */
  readonly refusedReport: (runId: string, request: RunRequest, error: RunError) => RunReport;
  /** Calls `stop` when the user interrupts; gives the way to stop listening. */
  readonly onInterrupt: (stop: () => void) => () => void;
  /** Hears single keys; gives the way to stop listening, or `null` where there is no keyboard. */
  readonly onKey: (listener: (key: string) => void) => (() => void) | null;
}
