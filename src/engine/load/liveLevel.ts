import { medianOf } from '../../core/statistics/medianInterval';
import type { LoadRequest } from '../../core/sweep/loadReport';

/** Text is counted in bins of this width. */
export const BIN_MS = 100;
/** So many of the last first tokens are looked at for the live median. */
const LAST = 200;
/** Fewer ends are no sign of anything. */
const LEAST_ENDED = 10;
const LEAST_FAILED = 5;
const MOST_FAILED_SHARE = 0.1;

/** What is known of a level while it goes on, kept in numbers so that nothing is counted twice. */
export class LiveLevel {
  completed = 0;
  failed = 0;
  /** Of the measured requests, those that are over. */
  measuredEnded = 0;
  /** Users whose first request is over. */
  readonly warmUsers = new Set<number | null>();
  readonly #given: number | null;
  readonly #firsts: number[] = [];
  /** Refused for the moment, with the time from which on the server answers again. */
  #putOff = 0;
  #tokens = 0;
  #characters = 0;

  constructor(tokensPerCharacter: number | null) {
    this.#given = tokensPerCharacter;
  }

  firstToken(ttftMs: number): void {
    this.#firsts.push(ttftMs);
    if (this.#firsts.length > LAST) this.#firsts.shift();
  }

  ended({ status, outputTokens, part, user }: LoadRequest, characters: number, isPutOff: boolean): void {
    if (status === 'cancelled') return;
    if (part === 'measured') this.measuredEnded += 1;
    if (part === 'warm-up') this.warmUsers.add(user);
    if (status === 'failed') this.failed += 1;
    if (isPutOff) this.#putOff += 1;
    if (status === 'failed') return;
    this.completed += 1;
    if (outputTokens === null) return;
    this.#tokens += outputTokens;
    this.#characters += characters;
  }

  /** More than one in ten failed, or nothing else ever happened. Refusals that say when to come back are no such failures. */
  get isHopeless(): boolean {
    const failed = this.failed - this.#putOff;
    const ended = this.completed + failed;
    if (failed >= LEAST_FAILED && this.completed === 0) return true;
    return ended >= LEAST_ENDED && failed > Math.max(2, MOST_FAILED_SHARE * ended);
  }

  get tokensPerCharacter(): number | null {
    return this.#characters > 0 ? this.#tokens / this.#characters : this.#given;
  }

  get ttftMs(): number | null {
    // No typed array: while a thousand sockets are read, memory for one can take the thread milliseconds.
    return this.#firsts.length === 0 ? null : medianOf(this.#firsts.toSorted((a, b) => a - b));
  }

  /** Over the last whole second. */
  tokensPerSecond(charactersByBin: readonly number[], nowMs: number): number | null {
    const ratio = this.tokensPerCharacter;
    const until = Math.floor(nowMs / BIN_MS);
    if (ratio === null || until < 1000 / BIN_MS) return null;
    const last = charactersByBin.slice(until - 1000 / BIN_MS, until);
    return ratio * last.reduce((sum, each) => sum + each, 0);
  }
}
