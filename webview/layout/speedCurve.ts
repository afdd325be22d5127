import type { ChunkSeries } from '../state/chunkSeries';
import { SCALE_STEPS, niceCeiling } from './niceSteps';
import { timeAt, xOf, type TimeRange } from './timeRange';

/**
 * What the speed is counted in. Tokens when each chunk told them, or when their total is known and can be shared out over
 * the characters; characters otherwise. A chunk is never taken for a token.
 */
export interface SpeedUnit {
  readonly unit: 'tokens' | 'characters';
  /** Tokens per character, when they are shared out. */
  readonly perCharacter: number | null;
}

export function speedUnit(series: ChunkSeries, outputTokens: number | null): SpeedUnit {
  if (series.tokens !== null && series.tokens > 0) return { unit: 'tokens', perCharacter: null };
  if (outputTokens === null || outputTokens === 0 || series.characters === 0)
    return { unit: 'characters', perCharacter: null };
  return { unit: 'tokens', perCharacter: outputTokens / series.characters };
}

/** Windows over which the speed is averaged: about a twentieth of what is in view, so that the line neither flickers nor sleeps. */
const WINDOWS_MS = [20, 50, 100, 200, 500, 1000, 2000, 5000];
export const speedWindowMs = (spanMs: number): number => WINDOWS_MS.find((window) => window >= spanMs / 20) ?? 5000;

export interface SpeedPoint {
  readonly x: number;
  readonly perSecond: number;
}

export interface SpeedRules {
  readonly range: TimeRange;
  readonly width: number;
  readonly windowMs: number;
  readonly unit: SpeedUnit;
  /** The line ends here: the last chunk of a finished run, now in a running one. */
  readonly endMs: number;
}

/** Pixels between two points of the line. */
const STRIDE = 2;

/**
 * Output per second over the window before each moment. The first chunk does not count, because what it holds was made
 * before the clock of decoding started (as in TPOT). What a chunk holds is taken as made evenly over the gap before it:
 * counting whole chunks would make the line jump up and down with each that enters or leaves the window.
 */
export function speedCurve(series: ChunkSeries, rules: SpeedRules): readonly SpeedPoint[] {
  if (series.length < 2) return [];
  const firstMs = series.at(0);
  const points: SpeedPoint[] = [];
  const from = Math.max(0, xOf(rules.range, rules.width, firstMs + rules.windowMs / 2));
  const to = Math.min(rules.width, xOf(rules.range, rules.width, rules.endMs));
  for (let x = from; x <= to; x += STRIDE) {
    const atMs = timeAt(rules.range, rules.width, x);
    points.push({ x, perSecond: speedAt(series, rules, atMs) });
  }
  return points;
}

/** Mean speed over the window that ends at the moment. */
export function speedAt(series: ChunkSeries, { unit, windowMs }: SpeedRules, atMs: number): number {
  const fromMs = Math.max(series.at(0), atMs - windowMs);
  const made = madeUpTo(series, unit, atMs) - madeUpTo(series, unit, fromMs);
  return (1000 * made) / Math.max(atMs - fromMs, 1e-6);
}

/** What was made up to a moment, the first chunk included. After the last chunk nothing more. */
function madeUpTo(series: ChunkSeries, unit: SpeedUnit, atMs: number): number {
  const next = series.firstFrom(atMs);
  const before = amountUpTo(series, unit, Math.max(0, next - 1));
  if (next === 0 || next >= series.length) return before;
  const share = (atMs - series.at(next - 1)) / series.gap(next);
  return before + share * (amountUpTo(series, unit, next) - before);
}

/** Output of all chunks up to and with this one. */
export function amountUpTo(series: ChunkSeries, { unit, perCharacter }: SpeedUnit, index: number): number {
  if (unit === 'tokens' && perCharacter === null) return series.tokensUpTo(index);
  return series.charactersUpTo(index) * (perCharacter ?? 1);
}

/** Top of the scale. The line for reading speed is always inside, because it is what the other is read against. */
export function speedTop(points: readonly SpeedPoint[], readingPerSecond: number): number {
  const most = points.reduce((top, { perSecond }) => Math.max(top, perSecond), 0);
  return niceCeiling(Math.max(most, readingPerSecond * 1.5), SCALE_STEPS);
}
