import { dotSwarm } from './dotSwarm';
import { valueScale, type ValueScale } from './valueScale';

/** One target of the box plot. */
export interface BoxInput {
  /** Every run of it that has the number, in the order of the runs. */
  readonly values: readonly number[];
}

export interface Box {
  readonly top: number;
  /** Middle of the row's box. */
  readonly y: number;
  /** `null` with fewer than four runs: quartiles of three say nothing. */
  readonly box: { readonly x1: number; readonly x2: number; readonly medianX: number } | null;
  /** Ends of the whiskers: the outermost runs within one and a half box lengths. */
  readonly whiskers: readonly [number, number] | null;
  /** In the order of the values. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

export interface BoxScene {
  readonly scale: ValueScale;
  readonly boxes: readonly Box[];
  readonly height: number;
}

export const BOX_ROW_PX = 46;
export const BOX_PX = 12;
export const BOX_DOT_RADIUS = 3;
const AXIS_PX = 22;
const LAYERS = 3;
const LEAST_FOR_QUARTILES = 4;
const WHISKER = 1.5;

/** Box plots under each other on one scale; `null` without a single value. */
export function boxScene(rows: readonly BoxInput[], width: number): BoxScene | null {
  const scale = valueScale(
    rows.flatMap(({ values }) => values),
    width,
  );
  if (!scale) return null;
  const boxes = rows.map((row, index) => boxOf(row, index * BOX_ROW_PX, scale));
  return { scale, boxes, height: rows.length * BOX_ROW_PX + AXIS_PX };
}

function boxOf({ values }: BoxInput, top: number, scale: ValueScale): Box {
  const y = top + BOX_ROW_PX - BOX_PX;
  const dots = values.map((value) => ({ x: scale.x(value), y }));
  const swarm = dotSwarm(
    dots.map(({ x }) => x),
    2 * BOX_DOT_RADIUS,
    LAYERS,
  );
  for (const { index, x, layer } of swarm)
    dots[index] = { x, y: y - BOX_PX / 2 - (2 * layer + 1) * BOX_DOT_RADIUS - 1 };
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length < LEAST_FOR_QUARTILES) return { top, y, box: null, whiskers: null, dots };
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const reach = WHISKER * (q3 - q1);
  const inside = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach);
  return {
    ...{ top, y, dots },
    box: { x1: scale.x(q1), x2: scale.x(q3), medianX: scale.x(median) },
    whiskers: [scale.x(inside[0] ?? q1), scale.x(inside.at(-1) ?? q3)],
  };
}

/** Linear interpolation between closest ranks, as everywhere here. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}
