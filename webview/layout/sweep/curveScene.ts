import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { Curve } from '../../../src/core/sweep/lengthReport';
import type { CurveDot } from '../../state/sweep/curveRuns';
import type { Rect } from '../compare/placeLabels';
import { decadeAxis, doublingAxis, linearAxis, type Axis } from './axis';

export interface CurveInput {
  readonly dots: readonly CurveDot[];
  /** Lengths of runs that failed, which have a length but no time. */
  readonly failed: readonly number[];
  readonly curve: Curve | null;
  /** Lengths that are planned, so that the axis stands still while they are measured. */
  readonly planned: readonly number[];
  readonly isLogarithmic: boolean;
  /** A length that somebody asked about. */
  readonly asked: number | null;
}

export interface PlacedDot {
  readonly x: number;
  readonly y: number;
  /** It lies above the chart, at whose edge it is marked: drawn to scale it would press all others together. */
  readonly isAbove: boolean;
}

export interface CurveScene {
  readonly plot: Rect;
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  /** In the order of the input. */
  readonly dots: readonly PlacedDot[];
  readonly failed: readonly { readonly x: number; readonly y: number }[];
  /** Points of the curve within the measured lengths, and of its parts beyond them. */
  readonly line: string;
  readonly beyond: readonly string[];
  /** Where the typical time lies with 95% certainty, and where 95 of 100 single runs lie: closed shapes. */
  readonly band: string;
  readonly runBand: string;
  /** Where the curve meets the asked length; `null` when that is not on the axis. */
  readonly asked: { readonly x: number; readonly y: number } | null;
}

export const CURVE_HEIGHT = 280;
const [LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX] = [58, 12, 28, 26];
const X_TICK_PX = 52;
const Y_TICK_PX = 34;
const SAMPLE_PX = 4;

/** A time over a length: every run, the curve through them and how sure it is. `null` as long as there is neither run nor curve. */
export function curveScene(input: CurveInput, width: number): CurveScene | null {
  const { dots, curve } = input;
  const lengths = lengthsOf(input);
  if ((dots.length === 0 && !curve) || lengths.length === 0) return null;
  const plot: Rect = {
    ...{ x: LEFT_PX, y: TOP_PX, height: CURVE_HEIGHT - TOP_PX - BOTTOM_PX },
    width: Math.max(1, width - LEFT_PX - RIGHT_PX),
  };
  const x = lengthAxis(lengths, input.isLogarithmic, plot.width);
  const y = timeAxis(input, x, plot.height);
  const at = place(plot, x, y);
  return {
    ...{ plot, x, y, height: CURVE_HEIGHT },
    dots: dots.map(({ tokens, ms }) => ({ ...at(tokens, ms), isAbove: ms > y.high })),
    failed: input.failed.map((tokens) => ({ x: at(tokens, y.low).x, y: plot.y + plot.height })),
    ...(curve ? inkOf(curve, x, at) : { line: '', beyond: [], band: '', runBand: '' }),
    asked: curve && askedPoint(curve, input.asked, x, at),
  };
}

const lengthsOf = ({ dots, failed, planned }: CurveInput): number[] =>
  [...dots.map(({ tokens }) => tokens), ...failed, ...planned].filter((tokens) => tokens > 0);

function lengthAxis(lengths: readonly number[], isLogarithmic: boolean, lengthPx: number): Axis {
  const [low, high] = [Math.min(...lengths), Math.max(...lengths)];
  return isLogarithmic ? doublingAxis({ low, high }, lengthPx, X_TICK_PX) : linearAxis(high, lengthPx, X_TICK_PX);
}

function timeAxis({ dots, curve, isLogarithmic }: CurveInput, x: Axis, lengthPx: number): Axis {
  const near = dots.filter(({ look }) => look === 'used');
  const shown = near.length > 0 ? near : dots;
  const foreseen = curve ? [x.low, x.high].flatMap((tokens) => heightsOf(curve, tokens, isLogarithmic)) : [];
  const times = [...shown.map(({ ms }) => ms), ...foreseen];
  const high = times.reduce((most, ms) => Math.max(most, ms), 0);
  if (!isLogarithmic) return linearAxis(high, lengthPx, Y_TICK_PX);
  const above = times.filter((ms) => ms > 0);
  return decadeAxis({ low: Math.min(...above, high || 1), high: high || 1 }, lengthPx, Y_TICK_PX);
}

/** What the axis has to reach for the curve. A lower end that touches zero has no place on a logarithmic axis, so there the curve itself counts. */
function heightsOf(curve: Curve, tokens: number, isLogarithmic: boolean): number[] {
  const { value, ci95 } = predictFrom(curve, tokens);
  return isLogarithmic ? [value, ci95[1]] : [ci95[1]];
}

type Place = (tokens: number, ms: number) => { readonly x: number; readonly y: number };

const place =
  (plot: Rect, x: Axis, y: Axis): Place =>
  (tokens, ms) => {
    const up = ms <= y.low ? 0 : Math.min(plot.height, y.px(ms));
    return { x: round(plot.x + x.px(tokens)), y: round(plot.y + plot.height - up) };
  };

function inkOf(curve: Curve, x: Axis, at: Place): Pick<CurveScene, 'line' | 'beyond' | 'band' | 'runBand'> {
  const [from, to] = [Math.max(x.low, curve.minTokens), Math.min(x.high, curve.maxTokens)];
  const line = (low: number, high: number): string =>
    low >= high ? '' : pointsOf(samples(x, low, high).map((tokens) => at(tokens, predictFrom(curve, tokens).value)));
  const all = samples(x, x.low, x.high).map((tokens) => ({ tokens, ...predictFrom(curve, tokens) }));
  const shape = (of: 'ci95' | 'runInterval'): string =>
    `M${pointsOf([
      ...all.map((each) => at(each.tokens, each[of][1])),
      ...all.toReversed().map((each) => at(each.tokens, each[of][0])),
    ])}Z`;
  return {
    line: line(from, to),
    beyond: [line(x.low, from), line(to, x.high)].filter((points) => points !== ''),
    band: shape('ci95'),
    runBand: shape('runInterval'),
  };
}

/** Lengths at which the curve is drawn, both ends among them. */
function samples(x: Axis, low: number, high: number): number[] {
  const [first, last] = [x.px(low), x.px(high)];
  const count = Math.max(1, Math.round((last - first) / SAMPLE_PX));
  const between = Array.from({ length: count - 1 }, (_, index) =>
    x.valueAt(first + ((last - first) * (index + 1)) / count),
  );
  return [low, ...between, high];
}

const pointsOf = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }) => `${x},${y}`).join(' ');

function askedPoint(curve: Curve, asked: number | null, x: Axis, at: Place): CurveScene['asked'] {
  if (asked === null || asked < x.low || asked > x.high) return null;
  return at(asked, predictFrom(curve, asked).value);
}

const round = (px: number): number => Math.round(px * 100) / 100;
