import type { Engine, RunningRun } from '../core/engine';
import { measure, type MeasureTools } from './measure';

/** The engine in the calling thread: what the worker runs, and what tests use without threads. Owns its sources. */
export function createEngine(tools: MeasureTools): Engine {
  const open = new Map<string, { stop(): void; readonly over: Promise<unknown> }>();
  return {
    run(runId, request, onProgress): RunningRun {
      const stopping = new AbortController();
      const stop = (): void => stopping.abort();
      const finished = measure(tools, { runId, request, onProgress, signal: stopping.signal });
      const over = finished.then(
        () => open.delete(runId),
        () => open.delete(runId),
      );
      open.set(runId, { stop, over });
      return { runId, finished, stop };
    },
    async dispose() {
      const running = [...open.values()];
      for (const { stop } of running) stop();
      await Promise.all(running.map(({ over }) => over));
      await Promise.all(Object.values(tools.sources).map((source) => source.dispose()));
    },
  };
}
