import type { Engine, RunningRun } from '../core/engine';
import type { LevelEngine, RunningLevel } from '../core/sweep/levelEngine';
import type { FromEngine, ToEngine } from '../messages/engineMessages';

/** Turns messages into calls of an engine, and what it says into messages. Knows no threads. */
export function serveEngine(engine: Engine & LevelEngine, post: (message: FromEngine) => void, onClosed: () => void) {
  const running = new Map<string, RunningRun>();
  const levels = new Map<string, RunningLevel>();
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
      case 'level': {
        const { levelId, request } = message;
        const level = engine.level(levelId, request, (progress) => post({ type: 'level-progress', levelId, progress }));
        levels.set(levelId, level);
        void level.finished.then((result) => {
          levels.delete(levelId);
          post({ type: 'level-finished', levelId, result });
        });
        return;
      }
      case 'stop-level':
        return levels.get(message.levelId)?.stop();
      case 'stop':
        return running.get(message.runId)?.stop();
      case 'close':
        // Every open run has posted its report by the time this resolves.
        void engine.dispose().then(onClosed);
    }
  };
}
