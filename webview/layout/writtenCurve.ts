import type { ReadingSpeed } from '../../src/core/readingSpeed';
import type { ChunkSeries } from '../state/chunkSeries';
import { SCALE_STEPS, niceCeiling } from './niceSteps';
import { amountUpTo, type SpeedUnit } from './speedCurve';
import { timeAt, xOf, type TimeRange } from './timeRange';

/** From `x` on this much of the output was there. */
export interface WrittenStep {
  readonly x: number;
  readonly amount: number;
}

/** A straight line, in pixels and amounts. */
export interface ReadingLine {
  readonly from: WrittenStep;
  readonly to: WrittenStep;
}

export interface WrittenRules {
  readonly range: TimeRange;
  readonly width: number;
  readonly unit: SpeedUnit;
  /** Output stays as it is after the last chunk, up to here. */
  readonly endMs: number;
}

/**
 * The output so far, as it appeared: a step at each chunk. Where chunks are nearer than pixels each pixel has one step, so
 * a trace of 100 000 chunks costs no more than the screen is wide.
 */
export function writtenCurve(series: ChunkSeries, { range, width, unit, endMs }: WrittenRules): readonly WrittenStep[] {
  const first = series.firstFrom(range.startMs);
  const end = series.firstFrom(range.endMs);
  const steps: WrittenStep[] = [];
  if (first > 0) steps.push({ x: 0, amount: amountUpTo(series, unit, first - 1) });
  else if (end > 0) steps.push({ x: xOf(range, width, series.at(0)), amount: 0 });
  if (end - first <= width)
    for (let index = first; index < end; index += 1)
      steps.push({ x: xOf(range, width, series.at(index)), amount: amountUpTo(series, unit, index) });
  else
    for (let x = 0; x <= Math.min(width, xOf(range, width, endMs)); x += 1) {
      const index = series.firstFrom(timeAt(range, width, x)) - 1;
      if (index >= first) steps.push({ x, amount: amountUpTo(series, unit, index) });
    }
  const last = steps.at(-1);
  const endX = Math.min(width, xOf(range, width, endMs));
  if (last && endX > last.x) steps.push({ x: endX, amount: last.amount });
  return steps;
}

/** Somebody who begins to read with the first text of the answer and never has to wait; `null` before that. */
export function readingLine(series: ChunkSeries, rules: WrittenRules, reading: ReadingSpeed): ReadingLine | null {
  const { range, width, unit } = rules;
  if (series.firstAnswer === null) return null;
  const startMs = series.at(series.firstAnswer);
  const start = amountUpTo(series, unit, series.firstAnswer - 1);
  const at = (ms: number): WrittenStep => ({
    x: xOf(range, width, ms),
    amount: start + (Math.max(0, ms - startMs) / 1000) * reading[unit.unit],
  });
  const fromMs = Math.max(startMs, range.startMs);
  return fromMs >= range.endMs ? null : { from: at(fromMs), to: at(range.endMs) };
}

/** Top of the scale: all of the output so far, never a part of it, so that zooming in does not change it. */
export const writtenTop = (series: ChunkSeries, unit: SpeedUnit): number =>
  niceCeiling(Math.max(1, amountUpTo(series, unit, series.length - 1)), SCALE_STEPS);
