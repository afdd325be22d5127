/**
 * Ends a text at the first of several stop texts, which is not part of it. What could be the beginning of a stop text is held
 * back until it is decided.
 */
export class StopText {
  private held = '';
  private readonly stops: readonly string[];

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop !== '');
  }

  push(piece: string): { readonly text: string; readonly stopped: boolean } {
    const all = this.held + piece;
    const at = this.firstStop(all);
    if (at !== null) {
      this.held = '';
      return { text: all.slice(0, at), stopped: true };
    }
    const open = this.openLength(all);
    this.held = all.slice(all.length - open);
    return { text: all.slice(0, all.length - open), stopped: false };
  }

  /** What was held back for a stop text that did not come. */
  end(): string {
    return this.held;
  }

  private firstStop(all: string): number | null {
    const found = this.stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    return found.length > 0 ? Math.min(...found) : null;
  }

  /** Length of the longest end of the text that begins a stop text. */
  private openLength(all: string): number {
    const longest = Math.max(0, ...this.stops.map((stop) => stop.length - 1));
    for (let length = Math.min(longest, all.length); length > 0; length--) {
      const end = all.slice(all.length - length);
      if (this.stops.some((stop) => stop.startsWith(end))) return length;
    }
    return 0;
  }
}
