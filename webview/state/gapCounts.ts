/**
 * How often each size of gap came, on a logarithmic scale. One structure answers three questions without keeping a sorted
 * copy of all gaps: what is usual (for the height of the ticks), what is a stall so far, and what the histogram draws.
 */

/** Bins per factor of ten. At 20 a bin is 12 % wide: finer than anybody can read off a histogram. */
export const BINS_PER_DECADE = 20;
const SMALLEST_MS = 0.01;
/** Eight decades: 0.01 ms to 1 000 s. */
export const BIN_COUNT = 8 * BINS_PER_DECADE;

/** Lower border of a bin, in ms. */
export const binStartMs = (bin: number): number => SMALLEST_MS * 10 ** (bin / BINS_PER_DECADE);

/** Bin of a gap. What lies outside the scale goes to the first or last bin, so that no gap is lost. */
export function binOf(gapMs: number): number {
  if (!(gapMs > SMALLEST_MS)) return 0;
  return Math.min(BIN_COUNT - 1, Math.floor(Math.log10(gapMs / SMALLEST_MS) * BINS_PER_DECADE));
}

export class GapCounts {
  readonly counts = new Uint32Array(BIN_COUNT);
  total = 0;
  maxMs = 0;

  add(gapMs: number): void {
    const bin = binOf(gapMs);
    this.counts[bin] = (this.counts[bin] ?? 0) + 1;
    this.total += 1;
    this.maxMs = Math.max(this.maxMs, gapMs);
  }

  /** The middle of the bin in which the given share of the gaps is reached; 0 without gaps. Good to one bin, so for drawing only. */
  quantileMs(share: number): number {
    if (this.total === 0) return 0;
    let left = share * this.total;
    for (let bin = 0; bin < BIN_COUNT; bin += 1) {
      left -= this.counts[bin] ?? 0;
      if (left <= 0) return binStartMs(bin + 0.5);
    }
    return this.maxMs;
  }
}
