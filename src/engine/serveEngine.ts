import type { Engine, RunningRun } from '../core/engine';
import type { LevelEngine, RunningLevel } from '../core/sweep/levelEngine';
import type { FromEngine, ToEngine } from '../messages/engineMessages';
import type { answerQuestion } from './answerQuestion';

/** What the thread does for its host. */
export interface Served {
  readonly engine: Engine & LevelEngine;
  readonly answer: typeof answerQuestion;
}

/** Turns messages into calls of an engine, and what it says into messages. Knows no threads. */
export function serveEngine({ engine, answer }: Served, post: (message: FromEngine) => void, onClosed: () => void) {
  const running = new Map<string, RunningRun>();
  const asking = new Map<string, AbortController>();
  // A rejection is a bug of ours. It is left unhandled on purpose: it ends the thread, and the client answers for what is open.
  const run = ({ runId, request }: Extract<ToEngine, { type: 'run' }>): void => {
    const started = engine.run(runId, request, (progress) => post({ type: 'progress', runId, progress }));
    running.set(runId, started);
    void started.finished.then((report) => {
      running.delete(runId);
      post({ type: 'finished', runId, report });
    });
  };
  const ask = ({ askId, question }: Extract<ToEngine, { type: 'ask' }>): void => {
    const stopping = new AbortController();
    asking.set(askId, stopping);
    void answer(question, stopping.signal).then((facts) => {
      asking.delete(askId);
      post({ type: 'answered', askId, facts });
    });
  };
  const levels = new Map<string, RunningLevel>();
  const level = ({ levelId, request }: Extract<ToEngine, { type: 'level' }>): void => {
    const started = engine.level(levelId, request, (progress) => post({ type: 'level-progress', levelId, progress }));
    levels.set(levelId, started);
    void started.finished.then((result) => {
      levels.delete(levelId);
      post({ type: 'level-finished', levelId, result });
    });
  };
  return (message: ToEngine): void => {
    switch (message.type) {
      case 'run':
        return run(message);
      case 'stop':
        return running.get(message.runId)?.stop();
      case 'level':
        return level(message);
      case 'stop-level':
        return levels.get(message.levelId)?.stop();
      case 'ask':
        return ask(message);
      case 'stopAsking':
        return asking.get(message.askId)?.abort();
      case 'close':
        for (const stopping of asking.values()) stopping.abort();
        // Every open run has posted its report by the time this resolves.
        void engine.dispose().then(onClosed);
    }
  };
}
