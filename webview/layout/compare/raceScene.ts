import type { RaceCurve } from '../../../src/core/raceCurve';
import { AXIS_STEPS, niceCeiling } from '../niceSteps';
import { timeAxis, type TimeAxis } from '../timeAxis';
import type { Rect } from './placeLabels';

export interface RaceInput {
  readonly curve: RaceCurve;
}

export interface RaceLine {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly end: { readonly x: number; readonly y: number };
}

export interface ReadingLine {
  readonly x2: number;
  readonly y2: number;
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
}

export interface RaceScene {
  readonly plot: Rect;
  readonly endMs: number;
  readonly mostTokens: number;
  readonly time: TimeAxis;
  readonly tokens: readonly { readonly value: number; readonly y: number }[];
  readonly lines: readonly RaceLine[];
  /** The line of a reader, cut where it leaves the chart, and room for its name that it does not cross. */
  readonly reading: ReadingLine | null;
  readonly height: number;
  x(atMs: number): number;
  y(tokens: number): number;
}

const HEIGHT = 260;
const LEFT_PX = 46;
const RIGHT_PX = 10;
const BOTTOM_PX = 24;
const TOP_PX = 12;
const TIME_TICK_PX = 70;
const TOKEN_TICKS = 4;

/** Tokens over time, one line for each target, all on the same axes; `null` without a line. */
export function raceScene(lines: readonly RaceInput[], width: number, readingPerSecond: number): RaceScene | null {
  const endMs = lines.reduce((most, { curve }) => Math.max(most, curve.atMs.at(-1) ?? 0), 0);
  const mostTokens = lines.reduce((most, { curve }) => Math.max(most, curve.tokens.at(-1) ?? 0), 0);
  if (endMs <= 0 || mostTokens <= 0) return null;
  const plot: Rect = {
    ...{ x: LEFT_PX, y: TOP_PX, height: HEIGHT - TOP_PX - BOTTOM_PX },
    width: Math.max(1, width - LEFT_PX - RIGHT_PX),
  };
  const x = (atMs: number): number => plot.x + (atMs / endMs) * plot.width;
  const y = (tokens: number): number => plot.y + plot.height - (tokens / mostTokens) * plot.height;
  const step = niceCeiling(mostTokens / TOKEN_TICKS, AXIS_STEPS);
  const ticks = Array.from({ length: Math.floor(mostTokens / step + 1e-9) + 1 }, (_, index) => index * step);
  return {
    ...{ plot, endMs, mostTokens, x, y, height: HEIGHT },
    time: timeAxis({ startMs: 0, endMs }, plot.width, TIME_TICK_PX),
    tokens: ticks.map((value) => ({ value, y: y(value) })),
    lines: lines.map(({ curve }) => lineOf(curve, x, y)),
    reading: readingLine(readingPerSecond, { endMs, mostTokens }, x, y),
  };
}

type Axis = (value: number) => number;

function lineOf({ atMs, tokens }: RaceCurve, x: Axis, y: Axis): RaceLine {
  const points = atMs.map((at, index) => ({ x: round(x(at)), y: round(y(tokens[index] ?? 0)) }));
  return { points, end: { x: x(atMs.at(-1) ?? 0), y: y(tokens.at(-1) ?? 0) } };
}

function readingLine(
  perSecond: number,
  { endMs, mostTokens }: { readonly endMs: number; readonly mostTokens: number },
  x: Axis,
  y: Axis,
): RaceScene['reading'] {
  if (perSecond <= 0) return null;
  const untilMs = Math.min(endMs, (1000 * mostTokens) / perSecond);
  const [x2, y2] = [x(untilMs), y((untilMs / 1000) * perSecond)];
  // Above the end of the line, which falls away to the left; where that is outside of the chart, to the right of it.
  const hasRoom = y2 > TOP_PX + 16;
  const label = hasRoom
    ? ({ x: x2, y: y2 - 6, anchor: 'end' } as const)
    : ({ x: x2 + 6, y: y2 + 14, anchor: 'start' } as const);
  return { x2, y2, label };
}

/** Tokens that had come at a moment: what stands in the curve, and in between what lies in between. */
export function tokensAt({ atMs, tokens }: RaceCurve, moment: number): number {
  const next = atMs.findIndex((at) => at > moment);
  if (next < 0) return tokens.at(-1) ?? 0;
  if (next === 0) return 0;
  return tokens[next - 1] ?? 0;
}

const round = (px: number): number => Math.round(px * 100) / 100;
