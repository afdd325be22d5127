import type { RunError } from '../runError';
import type { RunRequest } from '../runRequest';
import type { LoadClient, LoadRequest } from './loadReport';
import type { LevelProgress } from './runningSweep';
import type { SweepText } from './sweepPlan';
import type { SweepReport } from './sweepReport';
import type { Arrivals, LevelEnding, SweepCacheMode } from './sweepWords';

/** Requests that follow each other as told, to see what one does to another. */
export interface ScriptedRequest {
  /** Sent when this request of the script has so many chunks; `null`: at the start. */
  readonly after: { readonly request: number; readonly chunks: number } | null;
  readonly words: number;
  readonly maxTokens: number;
}

/** Everything that the measuring thread needs for one level. Plain data: it crosses the thread border. */
export interface LevelRequest {
  /** Its prompt is not used: prompts are made from `text`, a new one for each request. */
  readonly request: RunRequest;
  readonly text: SweepText;
  readonly words: number;
  readonly cache: SweepCacheMode;
  readonly arrivals: Arrivals;
  /** Users, or requests per second. */
  readonly load: number;
  readonly burst: number;
  readonly thinkMs: number;
  /** Requests to measure. */
  readonly wanted: number;
  /** Requests to send at most. */
  readonly most: number;
  /** Longest that it may take. */
  readonly levelMs: number;
  /** What is left of the caps, and what one request uses at most. */
  readonly caps: SweepReport['caps'];
  readonly useOfOne: { readonly input: number; readonly output: number; readonly expectedInput: number };
  /** From earlier answers, for servers that do not tell their tokens; `null` when unknown. */
  readonly tokensPerCharacter: number | null;
  readonly price: SweepReport['price'];
  /** Instead of arrivals. */
  readonly script: readonly ScriptedRequest[] | null;
}

/** What a level was, before anything is computed from it. */
export interface LevelResult {
  readonly ending: LevelEnding;
  readonly requests: readonly LoadRequest[];
  /** From when to when requests count as measured, by their start, and until when all of them had ended. */
  readonly window: readonly [startMs: number, endMs: number] | null;
  readonly held: number;
  readonly client: Omit<LoadClient, 'isLate'>;
  readonly binMs: number;
  readonly charactersByBin: readonly number[];
  /** Moments of all chunks of each request, since the start of the level; of a script only. */
  readonly chunkTimesMs: readonly (readonly number[])[] | null;
  readonly error: RunError | null;
}

/** A level under way. */
export interface RunningLevel {
  /** Settles once and never rejects. */
  readonly finished: Promise<LevelResult>;
  stop(): void;
}

/** What measures many requests at once. */
export interface LevelEngine {
  level(levelId: string, request: LevelRequest, onProgress: (progress: LevelProgress) => void): RunningLevel;
}
