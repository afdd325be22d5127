import { runError, type RunError } from '../core/runError';
import type { LevelRequest, LevelResult, RunningLevel } from '../core/sweep/levelEngine';
import type { LoadRequest } from '../core/sweep/loadReport';
import type { LevelProgress } from '../core/sweep/runningSweep';
import type { FromEngine, ToEngine } from '../messages/engineMessages';
import { BIN_MS } from './load/liveLevel';

interface OpenLevel {
  /** What came of it so far. */
  readonly rows: LoadRequest[];
  elapsedMs: number;
  readonly onProgress: (progress: LevelProgress) => void;
  readonly settle: (result: LevelResult) => void;
}

/** The levels of an engine in another thread. One that dies is answered for, with the requests that had ended until its last news. */
export class LevelClient {
  readonly #open = new Map<string, OpenLevel>();

  begin(
    levelId: string,
    request: LevelRequest,
    { post, onProgress }: { post: (message: ToEngine) => void; onProgress: (progress: LevelProgress) => void },
  ): RunningLevel {
    const finished = new Promise<LevelResult>((settle) =>
      this.#open.set(levelId, { rows: [], elapsedMs: 0, onProgress, settle }),
    );
    post({ type: 'level', levelId, request });
    const stop = (): void => {
      if (this.#open.has(levelId)) post({ type: 'stop-level', levelId });
    };
    return { finished, stop };
  }

  receive(message: Extract<FromEngine, { readonly levelId: string }>): void {
    const level = this.#open.get(message.levelId);
    if (message.type === 'level-progress') return level && heard(level, message.progress);
    this.#open.delete(message.levelId);
    level?.settle(message.result);
  }

  answerAll(error: RunError): void {
    for (const level of this.#open.values()) level.settle(brokenOff(level, error));
    this.#open.clear();
  }
}

function heard(level: OpenLevel, { ended = [], ...progress }: LevelProgress): void {
  level.rows.push(...ended);
  level.elapsedMs = progress.elapsedMs;
  level.onProgress(progress);
}

/** What the thread alone knew is gone: its own lateness, and the text over time. */
function brokenOff({ rows, elapsedMs }: OpenLevel, error: RunError): LevelResult {
  const startsMs = rows.filter(({ part }) => part === 'measured').map(({ startMs }) => startMs);
  return {
    ending: error.kind === 'cancelled' ? 'stopped' : 'failing',
    requests: rows,
    window: startsMs.length === 0 ? null : [startsMs.reduce((least, each) => Math.min(least, each)), elapsedMs],
    held: 0,
    client: { loopDelayP99Ms: null, loopDelayMaxMs: null, cpuShare: 0, startLateP99Ms: null },
    binMs: BIN_MS,
    charactersByBin: [],
    chunkTimesMs: null,
    error: runError(error.kind, error.message, error),
  };
}
