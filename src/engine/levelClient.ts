import { runError, type RunError } from '../core/runError';
import type { LevelRequest, LevelResult, RunningLevel } from '../core/sweep/levelEngine';
import type { LevelProgress } from '../core/sweep/runningSweep';
import type { FromEngine, ToEngine } from '../messages/engineMessages';

interface OpenLevel {
  readonly onProgress: (progress: LevelProgress) => void;
  readonly settle: (result: LevelResult) => void;
}

/** The levels of an engine in another thread. One that dies is answered for: nothing of the level came through. */
export class LevelClient {
  readonly #open = new Map<string, OpenLevel>();

  begin(
    levelId: string,
    request: LevelRequest,
    { post, onProgress }: { post: (message: ToEngine) => void; onProgress: (progress: LevelProgress) => void },
  ): RunningLevel {
    const finished = new Promise<LevelResult>((settle) => this.#open.set(levelId, { onProgress, settle }));
    post({ type: 'level', levelId, request });
    const stop = (): void => {
      if (this.#open.has(levelId)) post({ type: 'stop-level', levelId });
    };
    return { finished, stop };
  }

  receive(message: Extract<FromEngine, { readonly levelId: string }>): void {
    const level = this.#open.get(message.levelId);
    if (message.type === 'level-progress') return level?.onProgress(message.progress);
    this.#open.delete(message.levelId);
    level?.settle(message.result);
  }

  answerAll(error: RunError): void {
    for (const { settle } of this.#open.values()) settle(nothingOf(error));
    this.#open.clear();
  }
}

const nothingOf = (error: RunError): LevelResult => ({
  ending: error.kind === 'cancelled' ? 'stopped' : 'failing',
  requests: [],
  window: null,
  held: 0,
  client: { loopDelayP99Ms: null, loopDelayMaxMs: null, cpuShare: 0, startLateP99Ms: null },
  binMs: 100,
  charactersByBin: [],
  chunkTimesMs: null,
  error: runError(error.kind, error.message, error),
});
