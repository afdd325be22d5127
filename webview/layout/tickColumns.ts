import type { ChunkSeries } from '../state/chunkSeries';
import { xOf, type TimeRange } from './timeRange';

/**
 * The chunks of a part of the time axis, gathered by pixel column. However many chunks share a column, it shows the
 * longest gap among them, so zooming out hides no pause. Appending touches only the columns where something came.
 */
export class TickColumns {
  readonly counts: Uint32Array;
  /** Longest gap in the column; 0 where only the first chunk of the run is, which has none. */
  readonly worstGapMs: Float64Array;
  /** Index of the chunk with that gap. */
  readonly worstIndex: Int32Array;
  /** Columns that hold something, in order of time. */
  readonly filled: number[] = [];
  readonly series: ChunkSeries;
  readonly range: TimeRange;
  readonly width: number;
  #next: number;

  constructor(series: ChunkSeries, range: TimeRange, width: number) {
    this.series = series;
    this.range = range;
    this.width = width;
    const columns = Math.max(1, Math.floor(width));
    this.counts = new Uint32Array(columns);
    this.worstGapMs = new Float64Array(columns);
    this.worstIndex = new Int32Array(columns).fill(-1);
    this.#next = series.firstFrom(range.startMs);
    this.extend();
  }

  /** Takes in what the series got since the last call. */
  extend(): void {
    for (; this.#next < this.series.length; this.#next += 1) {
      const atMs = this.series.at(this.#next);
      if (atMs > this.range.endMs) return;
      this.#add(this.#next, atMs);
    }
  }

  #add(index: number, atMs: number): void {
    const column = Math.min(this.counts.length - 1, Math.floor(xOf(this.range, this.counts.length, atMs)));
    if (this.counts[column] === 0) this.filled.push(column);
    this.counts[column] = (this.counts[column] ?? 0) + 1;
    const gapMs = this.series.gap(index);
    const worst = this.worstIndex[column] ?? -1;
    if (worst >= 0 && !(gapMs > (this.worstGapMs[column] ?? 0))) return;
    this.worstGapMs[column] = Number.isNaN(gapMs) ? 0 : gapMs;
    this.worstIndex[column] = index;
  }
}

/** The same columns while only chunks were added, new ones when anything else changed. */
export function tickColumns(
  before: TickColumns | null,
  series: ChunkSeries,
  range: TimeRange,
  width: number,
): TickColumns {
  const same =
    before?.series === series &&
    before.width === width &&
    before.range.startMs === range.startMs &&
    before.range.endMs === range.endMs;
  if (!same) return new TickColumns(series, range, width);
  before.extend();
  return before;
}
