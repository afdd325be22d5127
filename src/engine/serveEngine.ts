import type { Engine, RunningRun } from '../core/engine';
import type { FromEngine, ToEngine } from '../messages/engineMessages';

/** Turns messages into calls of an engine, and what it says into messages. Knows no threads. */
export function serveEngine(engine: Engine, post: (message: FromEngine) => void, onClosed: () => void) {
  const running = new Map<string, RunningRun>();
  return (message: ToEngine): void => {
    switch (message.type) {
      case 'run': {
        const { runId, request } = message;
        const run = engine.run(runId, request, (progress) => post({ type: 'progress', runId, progress }));
        running.set(runId, run);
        // A rejection is a bug of ours. It is left unhandled on purpose: it ends the thread, and the client answers for the run.
        void run.finished.then((report) => {
          running.delete(runId);
          post({ type: 'finished', runId, report });
        });
        return;
      }
      case 'stop':
        return running.get(message.runId)?.stop();
      case 'close':
        // Every open run has posted its report by the time this resolves.
        void engine.dispose().then(onClosed);
    }
  };
}
