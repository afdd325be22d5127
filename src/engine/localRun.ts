import { runError, RunFailure, type RunError } from '../core/runError';
import type { Timeouts } from '../core/target';
import type { FromLocal, LocalRunMessage } from '../messages/localMessages';
import type { LocalProcess, ProcessEnd } from './localProcess';
import { LocalWatchdog } from './localWatchdog';
import type { LocalTrace } from './localTrace';

/** A process that does not answer a stop within this time is ended. Between two tokens lies far less. */
const STOP_MS = 2000;

export interface LocalRun {
  readonly process: LocalProcess;
  readonly run: LocalRunMessage;
  readonly trace: LocalTrace;
  readonly signal: AbortSignal;
  readonly timeouts: Timeouts;
  /** Ms since t0. */
  readonly nowMs: () => number;
}

/**
 * Sends a run to the process and hands all that comes back to the trace. Settles when the process has said its last word on this
 * run, or is gone; rejects with `RunFailure` unless the run came to its end.
 */
export async function performLocalRun({ process, run, trace, signal, timeouts, nowMs }: LocalRun): Promise<void> {
  let reason: RunError | null = null;
  const giveUp = (why: RunError): void => {
    reason ??= why;
    void process.kill();
  };
  const watchdog = new LocalWatchdog(timeouts, giveUp);
  let stopTimer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    process.send({ type: 'stop', runId: run.runId });
    stopTimer ??= setTimeout(() => giveUp(stopped()), STOP_MS);
  };
  let unlisten: (() => void) | undefined;
  const outcome = new Promise<RunError | null>((resolve) => {
    unlisten = process.listen(run.runId, {
      message(message) {
        watchdog.heard(message.type);
        report(message, trace);
        if (message.type === 'finished') resolve(message.error);
      },
      ended(end) {
        trace.breakOff(nowMs());
        resolve(reason ?? (signal.aborted ? stopped() : crashed(end, trace.isLoaded)));
      },
    });
  });
  try {
    process.send(run);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const error = await outcome;
    if (error) throw new RunFailure(error);
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(stopTimer);
    watchdog.end();
    unlisten?.();
  }
}

export const stopped = (): RunError => runError('cancelled', 'The run was stopped.');

function report(message: FromLocal, trace: LocalTrace): void {
  if (message.type === 'loaded') trace.load(message);
  else if (message.type === 'prefilled') trace.prefill(message);
  else if (message.type === 'tokens') for (const token of message.tokens) trace.token(token);
  else if (message.type === 'finished') trace.finish(message);
}

/** What most often stands behind a signal. */
const CAUSES: Readonly<Record<string, string>> = {
  SIGKILL:
    'The system ended the model process, most often because memory ran out. Use a smaller model or a smaller contextTokens.',
  SIGILL: 'The model process used an instruction that this processor does not have. Use a target with a URL instead.',
};

function crashed({ how, signal, lastWords }: ProcessEnd, wasLoaded: boolean): RunError {
  const unexpected = wasLoaded
    ? `The model process ended unexpectedly in mid-run (${how}). Run again: the next run starts a new one.`
    : `The model process ended unexpectedly while it started or loaded the model (${how}). Run again, or try another model file.`;
  const message = CAUSES[signal ?? ''] ?? unexpected;
  return runError('crashed', message, { detail: lastWords === '' ? null : lastWords.slice(0, 500) });
}
