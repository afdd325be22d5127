/** A vocabulary: the bytes of each token, one character a byte, with the token's rank. */
export type Ranks = ReadonlyMap<string, number>;

const NONE = -1;
/** A rank and a place in one number, so that the least number is the pair to merge next: by rank, then from the left. */
const PLACES = 2 ** 26;

/** The bytes of a text in UTF-8, one character each: such strings are cut and looked up faster than byte arrays. */
export const bytesOf = (text: string): string =>
  Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');

/**
 * Byte-pair merging with a heap of pairs. The tokenizer package looks through all pairs for each merge, and makes a text of each to
 * look it up: a megabyte of rare words took it seconds, and an endless word had to be cut, which made its count a guess.
 */
export class BytePairs {
  readonly #ranks: Ranks;
  readonly #longest: number;
  #bytes = '';
  /** By the place where a part begins: where the next and the last one begin, and the rank of it together with the next one. */
  #next = new Int32Array(0);
  #last = new Int32Array(0);
  #pair = new Int32Array(0);
  /** Pairs that were there at some time, least first; those that are gone are known by another rank at their place. */
  #heap = new Float64Array(0);
  #waiting = 0;

  constructor(ranks: Ranks) {
    this.#ranks = ranks;
    let longest = 0;
    for (const bytes of ranks.keys()) longest = Math.max(longest, bytes.length);
    this.#longest = longest;
  }

  /** The number of tokens of one word, as the encoding's pattern cuts a text into words. */
  count(word: string): number {
    const bytes = bytesOf(word);
    return this.#ranks.has(bytes) ? 1 : this.#merged(bytes);
  }

  #merged(bytes: string): number {
    this.#begin(bytes);
    let tokens = bytes.length;
    while (this.#waiting > 0) {
      const least = this.#pop();
      const at = least % PLACES;
      if (this.#pair[at] !== (least - at) / PLACES) continue;
      this.#merge(at);
      tokens--;
    }
    return tokens;
  }

  #begin(bytes: string): void {
    const { length } = bytes;
    if (this.#next.length <= length) this.#makeRoom(length);
    this.#bytes = bytes;
    this.#waiting = 0;
    for (let at = 0; at <= length; at++) {
      this.#next[at] = at + 1;
      this.#last[at] = at - 1;
    }
    for (let at = 0; at < length; at++) this.#look(at);
  }

  #makeRoom(length: number): void {
    const room = Math.max(64, length + 1);
    this.#next = new Int32Array(room);
    this.#last = new Int32Array(room);
    this.#pair = new Int32Array(room);
    // One for each pair at the start, and two more for each merge, of which there are fewer than bytes.
    this.#heap = new Float64Array(3 * room);
  }

  /** Joins the part at a place with the one after it. */
  #merge(at: number): void {
    const joined = this.#next[at] ?? 0;
    const next = this.#next[joined] ?? 0;
    this.#next[at] = next;
    this.#last[next] = at;
    this.#pair[joined] = NONE;
    this.#look(at);
    const last = this.#last[at] ?? NONE;
    if (last !== NONE) this.#look(last);
  }

  /** Finds the rank of the pair at a place. */
  #look(at: number): void {
    const second = this.#next[at] ?? 0;
    const end = second < this.#bytes.length ? (this.#next[second] ?? 0) : Infinity;
    const rank = end - at > this.#longest ? NONE : (this.#ranks.get(this.#bytes.slice(at, end)) ?? NONE);
    this.#pair[at] = rank;
    if (rank !== NONE) this.#push(rank * PLACES + at);
  }

  #push(value: number): void {
    const heap = this.#heap;
    let at = this.#waiting++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (above <= value) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = value;
  }

  #pop(): number {
    const heap = this.#heap;
    const least = heap[0] ?? 0;
    const value = heap[--this.#waiting] ?? 0;
    let at = 0;
    for (let child = 1; child < this.#waiting; child = 2 * at + 1) {
      if (child + 1 < this.#waiting && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
      const below = heap[child] ?? 0;
      if (below >= value) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = value;
    return least;
  }
}
