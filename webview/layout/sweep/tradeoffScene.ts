import { placeLabels, type PlacedLabel, type Rect } from '../compare/placeLabels';
import { decadeAxis, linearAxis, type Axis } from './axis';

/** One level of a load sweep. */
export interface TradeoffInput {
  /** Of all answers together. */
  readonly perSecond: number;
  readonly ms: number;
  /** 95% interval of `ms`. */
  readonly ci95: readonly [number, number] | null;
  /** p95, or the maximum where there are too few requests for one. */
  readonly farMs: number | null;
  /** Nothing is concluded from it: it is shown, but the curve passes it by. */
  readonly isLeftOut: boolean;
  readonly labelWidth: number;
}

export interface TradeoffPoint {
  readonly x: number;
  readonly y: number;
  readonly interval: readonly [top: number, bottom: number] | null;
  readonly farY: number | null;
  readonly label: PlacedLabel | null;
}

export interface TradeoffScene {
  readonly plot: Rect;
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  /** In the order of the input. */
  readonly points: readonly TradeoffPoint[];
  /** Through the levels that count, in the order of their load. */
  readonly line: string;
  /** `null` without a budget, or when it lies above all that is shown. */
  readonly budget: { readonly y: number; readonly label: Rect } | null;
}

export interface TradeoffBudget {
  readonly ms: number;
  readonly labelWidth: number;
}

export const LEVEL_RADIUS = 6;
export const TRADEOFF_HEIGHT = 320;
const [LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX] = [62, 16, 28, 26];
const [X_TICK_PX, Y_TICK_PX] = [76, 34];
const LABEL_PX = 16;
/** Where times lie so far apart, a linear scale would press most of them onto its floor. */
const LOGARITHMIC_FROM_RATIO = 30;
/** A budget this many times above all levels would press them together, and says nothing that a sentence does not. */
const BUDGET_WITHIN = 1.6;

/** Latency against throughput, level by level. `null` without a level. */
export function tradeoffScene(
  levels: readonly TradeoffInput[],
  budget: TradeoffBudget | null,
  width: number,
): TradeoffScene | null {
  if (levels.length === 0) return null;
  const plot: Rect = {
    ...{ x: LEFT_PX, y: TOP_PX, height: TRADEOFF_HEIGHT - TOP_PX - BOTTOM_PX },
    width: Math.max(1, width - LEFT_PX - RIGHT_PX),
  };
  const x = linearAxis(
    mostOf(levels, ({ perSecond }) => perSecond),
    plot.width,
    X_TICK_PX,
  );
  const y = timeAxis(levels, budget, plot.height);
  const atY = (ms: number): number => plot.y + plot.height - Math.min(plot.height, ms <= y.low ? 0 : y.px(ms));
  const points = levels.map(({ perSecond, ms }) => ({ x: plot.x + x.px(perSecond), y: atY(ms) }));
  const line = budget && budgetLine(budget, plot, y, atY);
  const labels = placeLabels(
    points.map((point, index) => ({ ...point, width: levels[index]?.labelWidth ?? 0 })),
    plot,
    LEVEL_RADIUS,
    [...(line ? [line.label] : []), ...alongLine(points.filter((_, index) => isOnLine(levels[index])))],
  );
  return {
    ...{ plot, x, y, height: TRADEOFF_HEIGHT, budget: line },
    points: points.map((point, index) => ({
      ...point,
      ...whiskersOf(levels[index], atY),
      label: labels[index] ?? null,
    })),
    line: points
      .filter((_, index) => isOnLine(levels[index]))
      .map((point) => `${round(point.x)},${round(point.y)}`)
      .join(' '),
  };
}

const isOnLine = (level: TradeoffInput | undefined): boolean => level?.isLeftOut === false;

const LINE_PX = 6;

/** The curve as small squares, over which no name is to stand. */
function alongLine(points: readonly { readonly x: number; readonly y: number }[]): Rect[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / LINE_PX);
    return Array.from({ length: count }, (_, step) => {
      const share = (step + 0.5) / count;
      const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
      return { x: x - LINE_PX / 2, y: y - LINE_PX / 2, width: LINE_PX, height: LINE_PX };
    });
  });
}

const mostOf = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((most, each) => Math.max(most, of(each)), 0);

function timeAxis(levels: readonly TradeoffInput[], budget: TradeoffBudget | null, lengthPx: number): Axis {
  const most = mostOf(levels, ({ ms, farMs, ci95 }) => Math.max(ms, farMs ?? 0, ci95?.[1] ?? 0));
  const least = levels.reduce((low, { ms }) => (ms > 0 ? Math.min(low, ms) : low), most);
  const high = budget && budget.ms <= BUDGET_WITHIN * most ? Math.max(most, budget.ms * 1.05) : most;
  return least > 0 && most / least > LOGARITHMIC_FROM_RATIO
    ? decadeAxis({ low: Math.min(least, budget?.ms ?? least), high }, lengthPx, Y_TICK_PX)
    : linearAxis(high, lengthPx, Y_TICK_PX);
}

function whiskersOf(level: TradeoffInput | undefined, atY: (ms: number) => number) {
  const { ci95 = null, farMs = null } = level ?? {};
  return {
    interval: ci95 && ([atY(ci95[1]), atY(ci95[0])] as const),
    farY: farMs === null ? null : atY(farMs),
  };
}

/** Its name stands at the left end, where little is asked and nothing takes long; above the line if there is room. */
function budgetLine({ ms, labelWidth }: TradeoffBudget, plot: Rect, axis: Axis, atY: (ms: number) => number) {
  if (ms > axis.high) return null;
  const y = atY(ms);
  const top = y - LABEL_PX - 2 >= plot.y ? y - LABEL_PX - 2 : y + 2;
  return { y, label: { x: plot.x + 4, y: top, width: labelWidth, height: LABEL_PX } };
}

const round = (px: number): number => Math.round(px * 100) / 100;
