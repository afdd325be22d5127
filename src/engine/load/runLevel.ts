import type { LevelRequest, LevelResult } from '../../core/sweep/levelEngine';
import type { LevelProgress } from '../../core/sweep/runningSweep';
import type { RunSource } from '../runSource';
import { watchClient } from './clientWatch';
import { closedLoop, type PartOf } from './closedLoop';
import { LevelDesk } from './levelDesk';
import { openLoop } from './openLoop';
import { scriptedLevel } from './scriptedLevel';

const TELL_EVERY_MS = 250;
/** Waking whoever listens can cost the measuring thread its core for milliseconds; a thread that reads many streams does it every fourth time. */
const MANY_STREAMS = 200;
const MANY_TELL_EVERY = 4;
/** Of the wanted requests on a schedule, this share comes before those that count. */
const WARM_UP_SHARE = 0.2;
const LEAST_WARM_UP = 5;
/** Users who wait for a first answer much longer than others do not hold up the measuring beyond so many requests a user. */
const MOST_WARM_UP_PER_USER = 2;

interface Listener {
  readonly onProgress: (progress: LevelProgress) => void;
  readonly signal: AbortSignal;
}

/** Measures one level, in the thread that reads the sockets. Never rejects for what a server does. */
export async function runLevel(
  source: RunSource,
  request: LevelRequest,
  { onProgress, signal }: Listener,
): Promise<LevelResult> {
  const client = watchClient();
  const desk = new LevelDesk(source, request);
  const course = new LevelCourse(desk);
  let turn = 0;
  const tell = (): void => {
    turn += 1;
    if (desk.inFlight < MANY_STREAMS || turn % MANY_TELL_EVERY === 0) onProgress(desk.progress());
  };
  const telling = setInterval(tell, TELL_EVERY_MS);
  const timeUp = setTimeout(() => course.end('time-up'), request.levelMs);
  const stopped = (): void => course.end('stopped');
  signal.addEventListener('abort', stopped);
  if (signal.aborted) stopped();
  try {
    const times = request.script ? await scriptedLevel(desk, request.script) : await course.run();
    const lateness = request.arrivals === 'closed' ? null : desk.rows.map(({ lateMs }) => lateMs);
    return { ...desk.result(course.window, client.stop(lateness)), chunkTimesMs: times };
  } finally {
    client.stop(null);
    clearInterval(telling);
    clearTimeout(timeUp);
    signal.removeEventListener('abort', stopped);
  }
}

/**
 * Warm-up, measured part and cool-down of a level. Requests count by their start: those that begin after the warm-up, until there are enough.
 * The load goes on until all of these have ended, so that the last ones are not answered by an emptying server; the rest is then ended.
 */
class LevelCourse {
  readonly #desk: LevelDesk;
  readonly #leaving = new AbortController();
  #started = 0;
  #warmedUp = 0;
  #startMs: number | null = null;
  #endMs: number | null = null;

  constructor(desk: LevelDesk) {
    this.#desk = desk;
  }

  get window(): LevelResult['window'] {
    return this.#startMs === null ? null : [this.#startMs, this.#endMs ?? this.#desk.nowMs()];
  }

  /** Nothing more is sent, and what is open ends at once. */
  end(ending: Parameters<LevelDesk['close']>[0]): void {
    this.#endMs ??= this.#desk.nowMs();
    this.#desk.close(ending);
    this.#leaving.abort();
    this.#desk.endOpen();
  }

  async run(): Promise<null> {
    const desk = this.#desk;
    const leave = desk.onChange(() => this.#look());
    const loop = desk.request.arrivals === 'closed' ? closedLoop : openLoop;
    await loop(desk, this.#partOf, this.#leaving.signal);
    this.#look();
    while (desk.inFlight > 0) await new Promise<void>((resolve) => onceChanged(desk, resolve));
    this.#endMs ??= desk.nowMs();
    leave();
    return null;
  }

  readonly #partOf: PartOf = (isFirst) => {
    const { arrivals, load, wanted } = this.#desk.request;
    const isClosed = arrivals === 'closed';
    const isWarm = isClosed
      ? this.#desk.live.warmUsers.size >= load || this.#warmedUp >= MOST_WARM_UP_PER_USER * load
      : this.#warmedUp >= Math.max(LEAST_WARM_UP, Math.ceil(WARM_UP_SHARE * wanted));
    if (isFirst || !isWarm) {
      this.#warmedUp += 1;
      return 'warm-up';
    }
    if (this.#started >= wanted) return 'cool-down';
    this.#started += 1;
    this.#startMs ??= this.#desk.nowMs();
    return 'measured';
  };

  #look(): void {
    const { wanted } = this.#desk.request;
    // What is open then ends in a server that empties: its throughput is not that of the level.
    if (this.#desk.ending !== null) this.#endMs ??= this.#desk.nowMs();
    else if (this.#started >= wanted && this.#desk.live.measuredEnded >= wanted) this.end('completed');
  }
}

function onceChanged(desk: LevelDesk, then: () => void): void {
  const leave = desk.onChange(() => {
    leave();
    then();
  });
}
