import { placeLabels, type PlacedLabel, type Rect } from './placeLabels';
import { valueScale, type ValueScale } from './valueScale';

export interface ScatterInput {
  readonly ms: number;
  readonly usd: number;
  /** Width of its name, in pixels. */
  readonly labelWidth: number;
}

export interface ScatterScene {
  readonly plot: Rect;
  readonly time: ValueScale;
  readonly cost: readonly { readonly value: number; readonly y: number }[];
  readonly points: readonly { readonly x: number; readonly y: number; readonly label: PlacedLabel | null }[];
  readonly height: number;
}

export const POINT_RADIUS = 6;
const HEIGHT = 260;
const LEFT_PX = 62;
const BOTTOM_PX = 24;
const TOP_PX = 26;

/** Cost up, time to the right, both to scale; cost begins at zero. `null` without a point. */
export function scatterScene(targets: readonly ScatterInput[], width: number): ScatterScene | null {
  const plot: Rect = {
    x: LEFT_PX,
    y: TOP_PX,
    width: Math.max(1, width - LEFT_PX),
    height: HEIGHT - TOP_PX - BOTTOM_PX,
  };
  const time = valueScale(
    targets.map(({ ms }) => ms),
    plot.width,
  );
  const highest = targets.reduce((most, { usd }) => Math.max(most, usd), 0);
  const cost = valueScale([0, highest === 0 ? 1 : highest], plot.height);
  if (!time || !cost) return null;
  const y = (usd: number): number => plot.y + plot.height - cost.x(usd);
  const points = targets.map(({ ms, usd, labelWidth }) => ({ x: plot.x + time.x(ms), y: y(usd), width: labelWidth }));
  const labels = placeLabels(points, { ...plot, height: plot.height + BOTTOM_PX / 2 }, POINT_RADIUS);
  return {
    plot,
    time,
    cost: highest === 0 ? [{ value: 0, y: y(0) }] : cost.ticks.map(({ value }) => ({ value, y: y(value) })),
    points: points.map(({ x, y: at }, index) => ({ x, y: at, label: labels[index] ?? null })),
    height: HEIGHT,
  };
}
