import { CHANNELS, type Channel } from '../../src/core/vocabulary';
import { GapCounts } from './gapCounts';

/** What the panel needs of a chunk, whether it comes live or out of a report. */
export interface ChunkLike {
  readonly atMs: number;
  readonly channel: Channel;
  readonly tokens: number | null;
  readonly text?: string;
  readonly characters?: number;
}

/**
 * All chunks of a run as growing columns of numbers. 100 000 chunks as objects would take longer to walk than to draw;
 * as columns a whole pass is under a millisecond. Appending never touches what is already there.
 */
export class ChunkSeries {
  length = 0;
  /** Sum of `tokens` while every chunk told them; `null` from the first that did not. */
  tokens: number | null = 0;
  characters = 0;
  /** Index of the first chunk that is not thinking; `null` while there is none. */
  firstAnswer: number | null = null;
  readonly gaps = new GapCounts();
  readonly texts: string[] = [];
  #at = new Float64Array(1024);
  #charactersUpTo = new Float64Array(1024);
  #tokensUpTo = new Float64Array(1024);
  #channel = new Uint8Array(1024);

  append(chunks: readonly ChunkLike[]): void {
    for (const chunk of chunks) this.#push(chunk);
  }

  at(index: number): number {
    return this.#at[index] ?? Number.NaN;
  }

  /** Time since the chunk before; `NaN` for the first, which has none. */
  gap(index: number): number {
    return index === 0 ? Number.NaN : this.at(index) - this.at(index - 1);
  }

  channel(index: number): Channel {
    return CHANNELS[this.#channel[index] ?? 0] ?? 'answer';
  }

  /** Characters of all chunks up to and with this one. */
  charactersUpTo(index: number): number {
    return index < 0 ? 0 : (this.#charactersUpTo[index] ?? 0);
  }

  /** Tokens of all chunks up to and with this one. Means something only while `tokens` is not `null`. */
  tokensUpTo(index: number): number {
    return index < 0 ? 0 : (this.#tokensUpTo[index] ?? 0);
  }

  /** Index of the first chunk at or after the moment; `length` when there is none. */
  firstFrom(atMs: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index of the chunk nearest to the moment; -1 without chunks. */
  nearest(atMs: number): number {
    const next = this.firstFrom(atMs);
    if (next === 0) return this.length > 0 ? 0 : -1;
    if (next === this.length) return this.length - 1;
    return this.at(next) - atMs < atMs - this.at(next - 1) ? next : next - 1;
  }

  #push(chunk: ChunkLike): void {
    const index = this.length;
    if (index === this.#at.length) this.#grow();
    this.#at[index] = chunk.atMs;
    this.#channel[index] = CHANNELS.indexOf(chunk.channel);
    if (chunk.channel !== 'reasoning') this.firstAnswer ??= index;
    this.characters += chunk.characters ?? chunk.text?.length ?? 0;
    this.#charactersUpTo[index] = this.characters;
    this.tokens = this.tokens === null || chunk.tokens === null ? null : this.tokens + chunk.tokens;
    this.#tokensUpTo[index] = this.tokens ?? 0;
    this.texts.push(chunk.text ?? '');
    this.length += 1;
    if (index > 0) this.gaps.add(this.gap(index));
  }

  #grow(): void {
    const size = this.#at.length * 2;
    const wider = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const column = new Float64Array(size);
      column.set(old);
      return column;
    };
    this.#at = wider(this.#at);
    this.#charactersUpTo = wider(this.#charactersUpTo);
    this.#tokensUpTo = wider(this.#tokensUpTo);
    const channel = new Uint8Array(size);
    channel.set(this.#channel);
    this.#channel = channel;
  }
}
