/** What a decoder puts in the place of bytes that make no character. */
const REPLACEMENT = '\uFFFD';
/** A character has at most four bytes, and a token at least one: whoever waits longer waits for nothing. */
const MAX_WAITING = 4;
/** How a token is written may depend on those before it, but not far back. */
const CONTEXT_TOKENS = 3;

/**
 * Tokens to text, one at a time. A token may end in the middle of a character; its text then waits for the tokens that complete
 * it, so that no piece ever holds half a character.
 */
export class TokenText<T> {
  private before: T[] = [];
  private waiting: T[] = [];
  private readonly detokenize: (tokens: readonly T[], before: readonly T[]) => string;

  constructor(detokenize: (tokens: readonly T[], before: readonly T[]) => string) {
    this.detokenize = detokenize;
  }

  /** The text that this token completes; empty when it only begins a character. */
  push(token: T): string {
    this.waiting.push(token);
    const text = this.detokenize(this.waiting, this.before);
    if (text.endsWith(REPLACEMENT) && this.waiting.length < MAX_WAITING) return '';
    this.before = [...this.before, ...this.waiting].slice(-CONTEXT_TOKENS);
    this.waiting = [];
    return text;
  }

  /** What still waits when nothing more comes. */
  end(): string {
    return this.waiting.length > 0 ? this.detokenize(this.waiting, this.before) : '';
  }
}
