import type { TokenCount } from '../messages/accountingMessages';
import { countText } from './countTokens';
import { encodingOf } from './encodingOf';
import { loadEncoding } from './encodings';
import { lastBorder } from './textPieces';

/** An open end longer than this is looked through for a border; shorter ones are cheaper to count again. */
const OPEN_END_CHARACTERS = 256;

/** Rows of signs offer no border: then the open end is settled at this length, at a cost of one token at most. */
const MOST_OPEN_CHARACTERS = 4_096;

/**
 * Counts a text that grows: what lies before the last safe border is counted once, only the open end is counted again.
 * So a long answer costs as much as its text, not its square.
 */
export class GrowingCount {
  readonly #model: string;
  #settledTokens = 0;
  #openEnd = '';

  constructor(model: string) {
    this.#model = model;
  }

  async grow(text: string): Promise<TokenCount> {
    this.#openEnd += text;
    const { name, isModelsOwn } = encodingOf(this.#model);
    const encoding = await loadEncoding(name);
    const border = this.#settleableLength();
    if (border > 0) {
      this.#settledTokens += countText(this.#openEnd.slice(0, border), encoding);
      this.#openEnd = this.#openEnd.slice(border);
    }
    return { tokens: this.#settledTokens + countText(this.#openEnd, encoding), tokenizer: name, isModelsOwn };
  }

  #settleableLength(): number {
    const { length } = this.#openEnd;
    if (length <= OPEN_END_CHARACTERS) return 0;
    const border = lastBorder(this.#openEnd);
    return border === 0 && length > MOST_OPEN_CHARACTERS ? length : border;
  }
}
