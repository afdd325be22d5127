import type { Change } from './region';

/**
 * Where the text of each chunk stands in the output, as offsets from the output's start. Neighbours share a border, so a
 * run of 100 000 chunks is one sorted column of numbers, and a change of the document moves the borders behind it.
 */
export class Pieces {
  count = 0;
  /** `#borders[i]` … `#borders[i + 1]` is piece i. */
  #borders = new Float64Array(256);

  /** Adds pieces of these lengths; the last of them ends at `end`. What lies before them goes to the piece before. */
  append(lengths: readonly number[], end: number): void {
    this.#reserve(this.count + lengths.length + 1);
    let at = end - lengths.reduce((sum, length) => sum + length, 0);
    this.#borders[this.count] = at;
    for (const length of lengths) {
      at += length;
      this.count += 1;
      this.#borders[this.count] = at;
    }
  }

  clear(): void {
    this.count = 0;
  }

  /** Start and end of a piece; they are the same when nothing of it is left. `null`: there is no such piece. */
  range(index: number): { readonly start: number; readonly end: number } | null {
    if (index < 0 || index >= this.count) return null;
    return { start: this.#border(index), end: this.#border(index + 1) };
  }

  /** The piece that holds the character behind an offset, at the very end the last one; `null` outside of the output. */
  indexAt(offset: number): number | null {
    const last = this.#border(this.count);
    if (this.count === 0 || offset < this.#border(0) || offset > last) return null;
    const found = offset === last ? this.#firstFrom(last) : this.#firstFrom(offset + 1);
    return found === 0 ? null : found - 1;
  }

  /** First piece that reaches behind an offset; `count` when none does. */
  firstBehind(offset: number): number {
    return Math.max(0, this.#firstFrom(offset + 1) - 1);
  }

  /** Moves with a change of the document; `before` and `after` are where the output started and starts. */
  follow({ offset, removed, inserted }: Change, before: number, after: number): void {
    const until = offset + removed;
    const grown = inserted - removed;
    // What happened before the output moved all of it, and nothing in it.
    if (this.count === 0 || (until <= before && after === before + grown)) return;
    const first = this.#firstFrom(offset - before);
    for (let index = first; index <= this.count; index += 1) {
      const at = this.#border(index) + before;
      // Text typed at a border goes to the piece before it, and behind the output it is not ours.
      const stays = at === offset && (removed > 0 || index === this.count);
      const moved = stays ? at : at >= until ? at + grown : offset + inserted;
      this.#borders[index] = moved - after;
    }
    for (let index = 0; index < first && after !== before; index += 1)
      this.#borders[index] = this.#border(index) + before - after;
  }

  #border(index: number): number {
    return this.#borders[index] ?? 0;
  }

  /** The first border at or behind an offset; `count + 1` when there is none. */
  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.count + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#border(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reserve(size: number): void {
    if (size <= this.#borders.length) return;
    const wider = new Float64Array(Math.max(size, this.#borders.length * 2));
    wider.set(this.#borders);
    this.#borders = wider;
  }
}
