import { deriveLevel } from '../../../src/core/sweep/deriveLevel';
import type { LevelRequest, LevelResult } from '../../../src/core/sweep/levelEngine';
import type { LoadLevel, LoadRequest } from '../../../src/core/sweep/loadReport';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { BatchingModel } from '../../support/batchingModel.mjs';
import { seededRandom } from '../../unit/core/seededRandom';
import { loadRow } from '../../unit/core/sweep/sweepBuilders';

/** Levels as the engine makes them: a simulated server on a clock that is turned by hand, through the real derivation. */

export interface LevelSetting {
  /** Users in a closed loop; with `perSecond` the most that are open at once. */
  readonly users: number;
  /** Requests each second, at random moments. */
  readonly perSecond?: number;
  readonly wanted?: number;
  readonly kind?: 'continuous' | 'static';
  readonly slots?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** The server tells its queue and its prefill. */
  readonly tells?: boolean;
  /** Which of the requests fail, by their number. */
  readonly fails?: (index: number) => ErrorKind | null;
  readonly client?: Partial<LevelResult['client']>;
  readonly ending?: LevelResult['ending'];
  readonly held?: number;
  readonly budgets?: Parameters<typeof deriveLevel>[2];
  readonly seed?: number;
}

const PREFILL_MS_PER_TOKEN = 0.25;
const CHARACTERS_PER_TOKEN = 4;
const BIN_MS = 250;
const CLIENT: LevelResult['client'] = {
  loopDelayP99Ms: 1.2,
  loopDelayMaxMs: 3.4,
  cpuShare: 0.08,
  startLateP99Ms: null,
};

export function simulatedLevel(setting: LevelSetting): LoadLevel {
  const { users, perSecond, budgets = { ttftMs: 2000, tpotMs: 50 } } = setting;
  const asked = { arrivals: perSecond === undefined ? 'closed' : 'poisson', load: perSecond ?? users } as LevelRequest;
  return deriveLevel(asked, new Simulation(setting).result(), budgets);
}

class Simulation {
  readonly #setting: LevelSetting;
  readonly #random: () => number;
  readonly #model: BatchingModel;
  readonly #wanted: number;
  readonly #rows: LoadRequest[] = [];
  readonly #characters: number[] = [];
  #sent = 0;
  #nowMs = 0;

  constructor(setting: LevelSetting) {
    const { users, kind = 'continuous', slots = 8, seed = 11, wanted = Math.max(20, 3 * users) } = setting;
    this.#setting = setting;
    this.#random = seededRandom(seed + users);
    this.#wanted = wanted;
    this.#model = new BatchingModel({
      ...{ kind, slots, prefillMsPerToken: PREFILL_MS_PER_TOKEN, chunkTokens: 512, fixedMs: 18 },
      ...{ decodeMs: 12, sharedShare: 0.07, jitter: 0.2, random: this.#random },
    });
  }

  result(): LevelResult {
    const { client, ending = 'completed', held = 0 } = this.#setting;
    if (this.#setting.perSecond === undefined) this.#closedLoop();
    else this.#openLoop(this.#setting.perSecond);
    const measured = this.#rows.filter(({ part }) => part === 'measured');
    const starts = measured.map(({ startMs }) => startMs);
    const ends = measured.map(({ startMs, lastMs }) => startMs + (lastMs ?? 0));
    return {
      ...{ ending, held, error: null, chunkTimesMs: null, binMs: BIN_MS },
      requests: this.#rows.toSorted((a, b) => a.startMs - b.startMs),
      window: measured.length === 0 ? null : [Math.min(...starts), Math.max(...ends)],
      client: { ...CLIENT, ...client },
      charactersByBin: Array.from(this.#characters, (count: number | undefined) => count ?? 0),
    };
  }

  #closedLoop(): void {
    for (let user = 0; user < this.#setting.users; user += 1) this.#ask(user, 0);
    while (this.#rows.filter(({ part }) => part === 'measured').length < this.#wanted) this.#turn();
  }

  #openLoop(perSecond: number): void {
    const dueMs: number[] = [];
    for (let atMs = 0; dueMs.length < this.#wanted; atMs += (-1000 * Math.log(1 - this.#random())) / perSecond)
      dueMs.push(atMs);
    for (const due of dueMs) {
      while (!this.#model.isIdle && this.#nowMs < due) this.#turn();
      this.#nowMs = Math.max(this.#nowMs, due);
      this.#ask(null, this.#nowMs - due < 40 ? 0 : 0.4);
    }
    while (!this.#model.isIdle) this.#turn();
  }

  #turn(): void {
    this.#nowMs = this.#model.begin(this.#nowMs);
    this.#model.finish(this.#nowMs);
  }

  #partOf(user: number | null): LoadRequest['part'] {
    const first = user === null ? this.#sent <= 3 : this.#sent <= this.#setting.users;
    const measured = this.#sent - (user === null ? 3 : this.#setting.users);
    return first ? 'warm-up' : measured <= this.#wanted ? 'measured' : 'cool-down';
  }

  #ask(user: number | null, lateMs: number): void {
    const { inputTokens = 1500, outputTokens = 120, fails } = this.#setting;
    const index = this.#sent;
    this.#sent += 1;
    const [startMs, part] = [this.#nowMs, this.#partOf(user)];
    const errorKind = fails?.(index) ?? null;
    if (errorKind !== null) {
      const none = { ttftMs: null, lastMs: null, tpotMs: null, outputTokens: null, chunks: 0 };
      this.#rows.push(loadRow({ startMs, lateMs, user, part, ...none, status: 'failed', errorKind, httpStatus: 503 }));
      // A user whose request was refused asks again a little later.
      if (user !== null) this.#again(user);
      return;
    }
    const output = Math.max(8, Math.round(outputTokens * (0.5 + this.#random())));
    const chunks: number[] = [];
    this.#model.submit(startMs, { inputTokens, outputTokens: output }, (atMs, isLast) => {
      chunks.push(atMs);
      const bin = Math.floor(atMs / BIN_MS);
      this.#characters[bin] = (this.#characters[bin] ?? 0) + CHARACTERS_PER_TOKEN;
      if (!isLast) return;
      const row = loadRow({
        startMs,
        lateMs,
        user,
        part,
        ...this.#timesOf(startMs, chunks),
        inputTokens,
        outputTokens: output,
      });
      this.#rows.push({ ...row, chunks: chunks.length, connectMs: part === 'warm-up' ? 14 : 0 });
      if (user !== null) this.#ask(user, 0);
    });
  }

  #again(user: number): void {
    this.#model.submit(this.#nowMs, { inputTokens: 200, outputTokens: 1 }, (_, isLast) => {
      if (isLast) this.#ask(user, 0);
    });
  }

  #timesOf(startMs: number, chunks: readonly number[]): Partial<LoadRequest> {
    const [firstMs, lastMs] = [(chunks[0] ?? 0) - startMs, (chunks.at(-1) ?? 0) - startMs];
    const times = { ttftMs: firstMs, lastMs, tpotMs: (lastMs - firstMs) / Math.max(1, chunks.length - 1) };
    if (this.#setting.tells !== true) return times;
    const prefillMs = Math.min(firstMs, PREFILL_MS_PER_TOKEN * (this.#setting.inputTokens ?? 1500));
    return { ...times, prefillMs, queueMs: Math.max(0, firstMs - prefillMs - 8) };
  }
}
