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
const TOP_PX = 26;
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
    reading: readingLine(readingPerSecond, lines, { plot, endMs, mostTokens, x, y }),
  };
}

type Axis = (value: number) => number;

function lineOf({ atMs, tokens }: RaceCurve, x: Axis, y: Axis): RaceLine {
  const points = atMs.map((at, index) => ({ x: round(x(at)), y: round(y(tokens[index] ?? 0)) }));
  return { points, end: { x: x(atMs.at(-1) ?? 0), y: y(tokens.at(-1) ?? 0) } };
}

type Frame = Pick<RaceScene, 'plot' | 'endMs' | 'mostTokens' | 'x' | 'y'>;

/** Room for the words, in any of our languages. */
const [LABEL_PX, LABEL_HEIGHT_PX] = [88, 16];
/** Where along its line the name may stand, the best place first. */
const LABEL_PLACES = [1, 0.8, 0.6, 0.4] as const;

function readingLine(perSecond: number, lines: readonly RaceInput[], frame: Frame): RaceScene['reading'] {
  if (perSecond <= 0) return null;
  const { endMs, mostTokens, x, y } = frame;
  const untilMs = Math.min(endMs, (1000 * mostTokens) / perSecond);
  const labels = LABEL_PLACES.flatMap((part) => {
    const [atX, atY] = [x(untilMs * part), y((untilMs * part * perSecond) / 1000)];
    // Above the line, which falls away to the left, or below it, where it falls away as well.
    const above = { x: atX, y: atY - 6, anchor: 'end' } as const;
    const below = { x: atX + 6, y: atY + 14, anchor: 'start' } as const;
    return [above, below];
  });
  const inside = labels.filter((label) => isInside(label, frame.plot));
  const free = inside.find((label) => lines.every(({ curve }) => !crosses(curve, label, frame)));
  const label = free ?? inside[0] ?? labels[0];
  return label ? { x2: x(untilMs), y2: y((untilMs * perSecond) / 1000), label } : null;
}

type Label = ReadingLine['label'];
const leftOf = ({ x, anchor }: Label): number => (anchor === 'end' ? x - LABEL_PX : x);

const isInside = (label: Label, { x, y, width, height }: Rect): boolean =>
  leftOf(label) >= x && leftOf(label) + LABEL_PX <= x + width && label.y - 12 >= y && label.y + 4 <= y + height;

/** Whether the curve runs through the words: looked up at places closer together than a line can slip through. */
function crosses(curve: RaceCurve, label: Label, { endMs, plot, y }: Frame): boolean {
  const msPerPx = endMs / plot.width;
  const overMs = curve.atMs.at(-1) ?? 0;
  for (let px = 0; px <= LABEL_PX; px += 2) {
    const [fromMs, toMs] = [px, px + 2].map((each) => (leftOf(label) + each - plot.x) * msPerPx);
    if (fromMs === undefined || toMs === undefined || fromMs > overMs) break;
    const [low, high] = [y(tokensAt(curve, fromMs)), y(tokensAt(curve, Math.min(toMs, overMs)))];
    if (high < label.y + 4 && low > label.y + 4 - LABEL_HEIGHT_PX) return true;
  }
  return false;
}

/** Tokens that had come at a moment: what stands in the curve, and in between what lies in between. */
export function tokensAt({ atMs, tokens }: RaceCurve, moment: number): number {
  const next = atMs.findIndex((at) => at > moment);
  if (next < 0) return tokens.at(-1) ?? 0;
  if (next === 0) return 0;
  return tokens[next - 1] ?? 0;
}

const round = (px: number): number => Math.round(px * 100) / 100;
