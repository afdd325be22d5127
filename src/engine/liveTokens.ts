import type { Accounting } from '../accounting/accounting';
import type { LiveTokens } from '../core/runProgress';
import type { Chunk } from '../core/runTrace';
import type { TokenCount } from '../messages/accountingMessages';

interface LiveTokensOptions {
  readonly accounting: Pick<Accounting, 'grow' | 'drop'>;
  /** Name of the counter: the run. */
  readonly counter: string;
  readonly model: string;
  /** Exact numbers come from our own process rather than from a server. */
  readonly isLocal: boolean;
}

/**
 * Tokens generated so far: exact sums while every chunk tells its number, otherwise what the accounting thread counts. It is
 * asked one question at a time and never waited for; until it has answered there is no number.
 */
export class LiveTokenCount {
  readonly #options: LiveTokensOptions;
  #exact: number | null = 0;
  #unsent = '';
  #isAsking = false;
  #isClosed = false;
  #sentCharacters = 0;
  #answer: { readonly count: TokenCount; readonly characters: number } | null = null;

  constructor(options: LiveTokensOptions) {
    this.#options = options;
  }

  get tokens(): LiveTokens | null {
    if (this.#exact !== null)
      return this.#exact === 0 ? null : { count: this.#exact, source: this.#options.isLocal ? 'counted' : 'reported' };
    if (!this.#answer) return null;
    const { tokens, isModelsOwn } = this.#answer.count;
    return { count: tokens, source: isModelsOwn ? 'counted' : 'estimated' };
  }

  /** For chunks that do not tell their tokens; `null` until something was counted. */
  get tokensPerCharacter(): number | null {
    return this.#answer && this.#answer.characters > 0 ? this.#answer.count.tokens / this.#answer.characters : null;
  }

  add(chunks: readonly Chunk[]): void {
    for (const { tokens, text } of chunks) {
      this.#exact = tokens === null || this.#exact === null ? null : this.#exact + tokens;
      this.#unsent += text;
    }
    if (this.#exact === null) void this.#ask();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#sentCharacters > 0) this.#options.accounting.drop(this.#options.counter);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking || this.#isClosed || this.#unsent === '') return;
    const { accounting, counter, model } = this.#options;
    const text = this.#unsent;
    this.#unsent = '';
    this.#sentCharacters += text.length;
    const characters = this.#sentCharacters;
    this.#isAsking = true;
    // A counter that fails leaves the number out; the run itself is none of its business.
    const count = await accounting.grow(counter, text, model).catch(() => null);
    this.#isAsking = false;
    if (count) this.#answer = { count, characters };
  }
}
