import type { Engine, RunningRun } from '../core/engine';
import { runError, RunFailure } from '../core/runError';
import type { LevelEngine } from '../core/sweep/levelEngine';
import { runLevel } from './load/runLevel';
import { measure, type MeasureTools } from './measure';
import type { RunSource } from './runSource';
import { RunsUnderWay } from './runsUnderWay';

/** Of an engine that cannot reach such a target; the runs that come before every level say so already. */
const NO_SOURCE: RunSource = {
  run: () => Promise.reject(new RunFailure(runError('unsupported', 'This target cannot be put under load.'))),
  dispose: () => Promise.resolve(),
};

/** The engine in the calling thread: what the worker runs, and what tests use without threads. Owns its sources. */
export function createEngine(tools: MeasureTools): Engine & LevelEngine {
  const underWay = new RunsUnderWay();
  const open = new Map<string, { stop(): void; readonly over: Promise<unknown> }>();
  const keep = (id: string, stopping: AbortController, finished: Promise<unknown>): void => {
    const over = finished.then(
      () => open.delete(id),
      () => open.delete(id),
    );
    open.set(id, { stop: () => stopping.abort(), over });
  };
  return {
    run(runId, request, onProgress): RunningRun {
      const stopping = new AbortController();
      const finished = measure(tools, {
        ...{ runId, request, onProgress, signal: stopping.signal },
        begin: () => underWay.begin(request.target),
      });
      keep(runId, stopping, finished);
      return { runId, finished, stop: () => stopping.abort() };
    },
    level(levelId, request, onProgress) {
      const stopping = new AbortController();
      const source = tools.sources[request.request.target.protocol === 'gguf' ? 'gguf' : 'http'] ?? NO_SOURCE;
      const end = underWay.begin(request.request.target);
      const finished = runLevel(source, request, { onProgress, signal: stopping.signal }).finally(end);
      keep(levelId, stopping, finished);
      return { finished, stop: () => stopping.abort() };
    },
    async dispose() {
      const running = [...open.values()];
      for (const { stop } of running) stop();
      await Promise.all(running.map(({ over }) => over));
      await Promise.all(Object.values(tools.sources).map((source) => source.dispose()));
    },
  };
}
