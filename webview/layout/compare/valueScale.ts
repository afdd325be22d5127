import { AXIS_STEPS, niceCeiling } from '../niceSteps';

/** From values to pixels, one way for all rows of a chart. */
export interface ValueScale {
  readonly isLogarithmic: boolean;
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
  x(value: number): number;
}

/** Where values lie so far apart, a linear scale would press most of them into one pixel. */
const LOGARITHMIC_FROM_RATIO = 30;
const TICK_PX = 70;
/** Room beside the outermost values, so that no dot is cut. */
const MARGIN_PX = 8;

/** A scale on which all the values find room; `null` without any. */
export function valueScale(values: readonly number[], width: number): ValueScale | null {
  const known = values.filter((value) => Number.isFinite(value));
  const [first] = known;
  if (first === undefined) return null;
  const low = known.reduce((least, value) => Math.min(least, value), first);
  const high = known.reduce((most, value) => Math.max(most, value), first);
  if (low > 0 && high / low > LOGARITHMIC_FROM_RATIO) return logarithmic(low, high, width);
  return linear(low, high, width);
}

function linear(low: number, high: number, width: number): ValueScale {
  // Near zero the axis begins there: distances to zero are read as sizes.
  const from = low >= 0 && low < high / 3 ? 0 : low;
  const span = high > from ? high - from : Math.abs(high) || 1;
  const start = high > from ? from : from - span / 2;
  const x = (value: number): number => MARGIN_PX + ((value - start) / span) * Math.max(1, width - 2 * MARGIN_PX);
  const step = niceCeiling((span * TICK_PX) / Math.max(width, TICK_PX), AXIS_STEPS);
  const firstTick = Math.ceil(start / step - 1e-9);
  const count = Math.floor((start + span) / step + 1e-9) - firstTick + 1;
  const ticks = Array.from({ length: Math.max(0, count) }, (_, index) => (firstTick + index) * step + 0);
  return { isLogarithmic: false, x, ticks: ticks.map((value) => ({ value, x: x(value) })) };
}

function logarithmic(low: number, high: number, width: number): ValueScale {
  const [start, end] = [Math.log10(low), Math.log10(high)];
  const x = (value: number): number =>
    MARGIN_PX + ((Math.log10(value) - start) / (end - start)) * Math.max(1, width - 2 * MARGIN_PX);
  const decades = Array.from(
    { length: Math.ceil(end) - Math.floor(start) + 1 },
    (_, index) => Math.floor(start) + index,
  );
  const ticks = decades
    .flatMap((decade) => [1, 2, 5].map((mantissa) => mantissa * 10 ** decade))
    .filter((value) => value >= low && value <= high);
  return { isLogarithmic: true, x, ticks: apart(ticks.map((value) => ({ value, x: x(value) }))) };
}

/** Without those that would stand in the words of the one before. */
function apart<T extends { readonly x: number }>(ticks: readonly T[]): T[] {
  const kept: T[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (!last || tick.x - last.x >= TICK_PX) kept.push(tick);
  }
  return kept;
}
