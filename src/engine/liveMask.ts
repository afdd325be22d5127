import type { Chunk } from '../core/runTrace';
import type { Secrets } from './secrets';

/**
 * Hides the secrets of a run in what is shown of its text while it runs. A secret may be cut anywhere between two chunks, so chunks
 * that may hold the beginning of one wait for those that follow.
 */
export class LiveMask {
  readonly #secrets: Secrets;
  #held: readonly Chunk[] = [];

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** What may be shown by now. With `isLast` nothing follows, so nothing waits. */
  push(news: readonly Chunk[], isLast: boolean): readonly Chunk[] {
    const { values, mask } = this.#secrets;
    if (values.length === 0) return news;
    const chunks = [...this.#held, ...news];
    const text = chunks.map((chunk) => chunk.text).join('');
    const masked = mask(text);
    const border = isLast ? text.length : safeLength(text, masked, values);
    const shown: Chunk[] = [];
    let start = 0;
    for (const chunk of chunks) {
      const end = start + chunk.text.length;
      if (end > border) break;
      shown.push({ ...chunk, text: masked.slice(start, end) });
      start = end;
    }
    this.#held = chunks.slice(shown.length);
    return shown;
  }
}

/** Up to where no character belongs to a secret that may go on, nor to a masked one that reaches into what may. */
function safeLength(text: string, masked: string, secrets: readonly string[]): number {
  let length = text.length - Math.max(...secrets.map((secret) => beginningAtEnd(text, secret)));
  while (length > 0 && length < text.length && masked[length - 1] !== text[length - 1]) length--;
  return length;
}

/** Length of the longest beginning of the secret, but not all of it, with which the text ends. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length--)
    if (text.endsWith(secret.slice(0, length))) return length;
  return 0;
}
