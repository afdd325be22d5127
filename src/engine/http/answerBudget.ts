import { runError, RunFailure } from '../../core/runError';

/** Far more than any model writes in one answer; a server that never ends must not fill the memory. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
/** Reads and events are kept one by one, so their number is limited too, however small they are. */
const MOST_PARTS = 2_000_000;

const tooLarge = (what: string): RunFailure =>
  new RunFailure(
    runError(
      'too-large',
      `The answer was stopped after ${what}. What came until then is kept; set maxTokens for this target, or look for a server that repeats itself without end.`,
    ),
  );

/** Keeps count of what one answer costs in memory, and ends it when that is too much. */
export class AnswerBudget {
  #characters = 0;
  #parts = 0;

  get characters(): number {
    return this.#characters;
  }

  text(characters: number): void {
    this.#characters += characters;
    if (this.#characters > MOST_CHARACTERS) throw tooLarge('64 million characters');
  }

  /** One read or one event. */
  part(): void {
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) throw tooLarge('2 million parts');
  }
}
