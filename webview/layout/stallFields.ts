import type { ChunkSeries } from '../state/chunkSeries';
import { stallThresholdMs } from './gapScale';
import { xOf, type TimeRange } from './timeRange';

/** A silence that was too long: it ends at `atMs`, where the next chunk came. */
export interface Stall {
  readonly atMs: number;
  readonly gapMs: number;
}

export interface StallField {
  readonly stall: Stall;
  readonly x: number;
  readonly width: number;
  /** Where the text goes; `null` when it would not fit or would cover another. */
  readonly labelX: number | null;
}

/** Stalls so far. Only gaps over the floor are looked at, and of those there are few. */
export function liveStalls(series: ChunkSeries): readonly Stall[] {
  const thresholdMs = stallThresholdMs(series);
  if (series.gaps.maxMs <= thresholdMs) return [];
  const stalls: Stall[] = [];
  for (let index = 1; index < series.length; index += 1)
    if (series.gap(index) > thresholdMs) stalls.push({ atMs: series.at(index), gapMs: series.gap(index) });
  return stalls;
}

export interface FieldRules {
  readonly range: TimeRange;
  readonly width: number;
  readonly textWidth: (stall: Stall) => number;
}

/** The pale fields of the stalls in view, each with a place for its text: inside, or else before it. */
export function stallFields(stalls: readonly Stall[], { range, width, textWidth }: FieldRules): readonly StallField[] {
  const fields: StallField[] = [];
  let textEnd = 0;
  for (const stall of stalls) {
    const from = Math.max(0, xOf(range, width, stall.atMs - stall.gapMs));
    const to = Math.min(width, xOf(range, width, stall.atMs));
    if (to <= 0 || from >= width) continue;
    const needed = textWidth(stall) + 10;
    const fits = to - from >= needed;
    const labelX = fits ? from + 5 : to - needed;
    const free = labelX >= textEnd;
    if (free) textEnd = labelX + needed;
    fields.push({ stall, x: from, width: Math.max(to - from, 1), labelX: free ? labelX : null });
  }
  return fields;
}
