/** Text on its way into a document, with how much of it each chunk brought. */
export interface PieceText {
  readonly text: string;
  readonly lengths: readonly number[];
}

export const NO_TEXT: PieceText = { text: '', lengths: [] };

export const joined = (first: PieceText, second: PieceText): PieceText => ({
  text: first.text + second.text,
  lengths: first.lengths.length === 0 ? second.lengths : [...first.lengths, ...second.lengths],
});

/**
 * Gives streamed text the line ends of its document. What may be half of something (`\r` of `\r\n`, half of a character
 * outside the basic plane) is held back until the other half came or the stream ended.
 */
export class LineEnds {
  readonly #lineEnd: string;
  #held = '';

  constructor(lineEnd: string) {
    this.#lineEnd = lineEnd;
  }

  convert(text: string): string {
    const all = this.#held + text;
    this.#held = /(?:\r|[\uD800-\uDBFF])$/.exec(all)?.[0] ?? '';
    return this.#converted(all.slice(0, all.length - this.#held.length));
  }

  /** The same for the texts of several chunks. What is held back counts for the chunk that completes it. */
  pieces(texts: readonly string[]): PieceText {
    const converted = texts.map((text) => this.convert(text));
    return { text: converted.join(''), lengths: converted.map(({ length }) => length) };
  }

  /** What is still held back. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return this.#converted(rest);
  }

  #converted(text: string): string {
    return text.replace(/\r\n|\r|\n/g, this.#lineEnd);
  }
}
