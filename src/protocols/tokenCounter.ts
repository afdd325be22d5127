/** What one frame says about tokens: its own number, or a total that grows from frame to frame. */
export interface FrameTokens {
  readonly own: number | null;
  readonly total: number | null;
}

/**
 * Exact tokens per chunk, as long as every frame with text tells them. A total that comes once (at the end, as most do) or
 * stands still says nothing about single chunks; from then on the number is `null`.
 */
export class TokenCounter {
  private isExact = true;
  private total = 0;
  /** Tokens of frames whose text is held back or was swallowed by a parser of the server. */
  private pending = 0;

  /** Tokens of this frame's text, with those since the last text; `null` when they are not known. */
  count(frame: FrameTokens, hasText: boolean): number | null {
    if (frame.own !== null) this.pending += frame.own;
    if (!hasText || !this.isExact) return null;
    const tokens = frame.own === null ? this.growth(frame.total) : this.pending;
    this.pending = 0;
    this.isExact = tokens > 0;
    return this.isExact ? tokens : null;
  }

  private growth(total: number | null): number {
    if (total === null) return 0;
    const grown = total - this.total;
    this.total = total;
    return grown;
  }
}
