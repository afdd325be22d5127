import type { Engine, RunningRun, ServerAsker } from '../core/engine';
import { runError, type RunError } from '../core/runError';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';

interface EngineByTarget {
  /** For endpoints and model files. */
  readonly worker: Engine & ServerAsker;
  /** For language models of the editor, which answer in its own thread only; loaded when one is used. */
  readonly languageModels: () => Promise<Engine>;
  readonly unsentReport: (runId: string, request: RunRequest, error: RunError) => Promise<RunReport>;
}

/** One engine for all targets, so that single runs and series need not know where one is measured. */
export function engineByTarget({ worker, languageModels, unsentReport }: EngineByTarget): Engine & ServerAsker {
  let loading: Promise<Engine> | null = null;
  return {
    run(runId, request, onProgress): RunningRun {
      if (request.target.protocol !== 'vscode-lm') return worker.run(runId, request, onProgress);
      let stop: (() => void) | null = null;
      let isStopped = false;
      loading ??= languageModels();
      const finished = loading
        .then((engine) => {
          const run = engine.run(runId, request, onProgress);
          stop = () => run.stop();
          if (isStopped) stop();
          return run.finished;
        })
        .catch((error: unknown) => unsentReport(runId, request, notLoaded(String(error))));
      return {
        runId,
        finished,
        stop() {
          isStopped = true;
          stop?.();
        },
      };
    },
    ask: (question, signal) => worker.ask(question, signal),
    async dispose() {
      await Promise.all([worker.dispose(), loading?.then((engine) => engine.dispose()).catch(() => undefined)]);
    },
  };
}

/** Why a run on a language model could not begin, which is a fault of ours. */
const notLoaded = (detail: string): RunError =>
  runError('crashed', "The part that calls the editor's language models could not be loaded. Reload the window.", {
    detail,
  });
