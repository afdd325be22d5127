import type { Chunk } from '../core/runTrace';
import type { Secrets } from './secrets';

/**
 * Masks what is told of a run while it goes on. A server that repeats a key may cut it anywhere, so a chunk that could be the
 * beginning of one waits for the next; what was told is never taken back.
 */
export class LiveMask {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** How many of these chunks can be told now: all but those in which a secret may have begun. */
  tellable(chunks: readonly Chunk[]): number {
    const { values } = this.#secrets;
    if (values.length === 0) return chunks.length;
    const text = chunks.map((chunk) => chunk.text).join('');
    let open = Math.min(...values.map((secret) => beginningOf(secret, text)));
    for (;;) {
      const { index, offset } = chunkAt(chunks, open);
      // The chunk that waits may also hold the end of a whole secret, which then waits as well.
      const cut = values.flatMap((secret) => {
        const at = offset > 0 ? text.lastIndexOf(secret, offset - 1) : -1;
        return at >= 0 && at + secret.length > offset ? [at] : [];
      });
      if (cut.length === 0) return index;
      open = Math.min(...cut);
    }
  }

  /** The chunks with the secrets in them as dots; lengths stay. */
  masked(chunks: readonly Chunk[]): readonly Chunk[] {
    const text = chunks.map((chunk) => chunk.text).join('');
    const shown = this.#secrets.mask(text);
    if (shown === text) return chunks;
    let start = 0;
    return chunks.map((chunk) => {
      const from = start;
      start += chunk.text.length;
      return { ...chunk, text: shown.slice(from, start) };
    });
  }
}

/** Where the end of `text` may be the beginning of `secret`; the length of `text` when it is not. */
function beginningOf(secret: string, text: string): number {
  for (let start = Math.max(0, text.length - secret.length + 1); start < text.length; start++)
    if (secret.startsWith(text.slice(start))) return start;
  return text.length;
}

/** The chunk in which a place of the whole text is, and where it begins; past the end, the number of chunks. */
function chunkAt(chunks: readonly Chunk[], place: number): { readonly index: number; readonly offset: number } {
  let offset = 0;
  for (const [index, { text }] of chunks.entries()) {
    if (offset + text.length > place) return { index, offset };
    offset += text.length;
  }
  return { index: chunks.length, offset };
}
