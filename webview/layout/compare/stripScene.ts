import { dotSwarm } from './dotSwarm';
import type { ValueScale } from './valueScale';

/** What a strip says of one target: every run, the median, and how sure it is. */
export interface StripInput {
  readonly values: readonly number[];
  readonly median: number | null;
  readonly ci95: readonly [number, number] | null;
}

export interface StripScene {
  /** In the order of the values. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly medianX: number | null;
  readonly interval: { readonly x: number; readonly width: number } | null;
}

export const DOT_RADIUS = 2.5;
export const STRIP_HEIGHT = 48;
/** The line on which median and interval lie; the dots are stacked above it. */
export const STRIP_AXIS_Y = 38;
const LAYERS = 4;
const LAYER_PX = 5;
/** An interval narrower than this would not be seen beside the median's dot. */
const LEAST_INTERVAL_PX = 3;

export function stripScene({ values, median, ci95 }: StripInput, scale: ValueScale): StripScene {
  const swarm = dotSwarm(
    values.map((value) => scale.x(value)),
    2 * DOT_RADIUS,
    LAYERS,
  );
  const dots = values.map((value) => ({ x: scale.x(value), y: STRIP_AXIS_Y }));
  for (const { index, x, layer } of swarm) dots[index] = { x, y: STRIP_AXIS_Y - 6 - layer * LAYER_PX };
  return { dots, medianX: median === null ? null : scale.x(median), interval: ci95 && interval(ci95, scale) };
}

function interval([low, high]: readonly [number, number], scale: ValueScale): { x: number; width: number } {
  const [from, to] = [scale.x(low), scale.x(high)];
  const width = Math.max(LEAST_INTERVAL_PX, to - from);
  return { x: (from + to - width) / 2, width };
}
