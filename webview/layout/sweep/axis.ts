import { AXIS_STEPS, niceCeiling } from '../niceSteps';

/** From values to pixels along one side of a chart, from one round end to another. */
export interface Axis {
  readonly isLogarithmic: boolean;
  readonly low: number;
  readonly high: number;
  /** Of round values, in rising order, at least as far apart as was asked for. */
  readonly ticks: readonly { readonly value: number; readonly px: number }[];
  /** 0 at `low`, the length of the axis at `high`. */
  px(value: number): number;
  valueAt(px: number): number;
}

/** From zero to the first step that is not below `most`: it grows in steps while runs come in. */
export function linearAxis(most: number, lengthPx: number, smallestPx: number): Axis {
  const [high, length] = [most > 0 ? most : 1, Math.max(1, lengthPx)];
  const step = niceCeiling((high * smallestPx) / Math.max(length, smallestPx), AXIS_STEPS);
  const count = Math.max(1, Math.ceil(high / step - 1e-9));
  const end = count * step;
  const px = (value: number): number => (value / end) * length;
  const ticks = Array.from({ length: count + 1 }, (_, index) => ({ value: index * step, px: px(index * step) }));
  return {
    isLogarithmic: false,
    low: 0,
    high: end,
    ticks: apart(ticks, smallestPx),
    px,
    valueAt: (at) => (at / length) * end,
  };
}

export interface LogarithmicEnds {
  /** Above zero. */
  readonly low: number;
  readonly high: number;
}

/** In doublings, as lengths of prompts come. Ends that are nearly a power of two are taken for one. */
export function doublingAxis({ low, high }: LogarithmicEnds, lengthPx: number, smallestPx: number): Axis {
  const from = Math.min(low, 2 ** Math.floor(Math.log2(low) + NEAR));
  const to = Math.max(high, 2 ** Math.ceil(Math.log2(high) - NEAR), 1.5 * from);
  const exponents = wholeBetween(Math.log2(from), Math.log2(to));
  const stride = Math.max(1, Math.ceil(smallestPx / (lengthPx / Math.log2(to / from))));
  const values = exponents.filter((exponent) => exponent % stride === 0).map((exponent) => 2 ** exponent);
  return logarithmic(from, to, lengthPx, values);
}

const NEAR = 0.1;

/** Between two values of the row 1, 2, 5, 10, … */
export function decadeAxis({ low, high }: LogarithmicEnds, lengthPx: number, smallestPx: number): Axis {
  const from = roundBelow(low);
  const to = Math.max(niceCeiling(high, ROUND), niceCeiling(from * 1.01, ROUND));
  const decades = wholeBetween(Math.floor(Math.log10(from)), Math.log10(to));
  const perDecade = lengthPx / Math.log10(to / from);
  const mantissas = MANTISSAS.find((each) => closestOf(each) * perDecade >= smallestPx) ?? [1];
  const values = decades
    .flatMap((decade) => mantissas.map((mantissa) => mantissa * 10 ** decade))
    .filter((value) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9));
  const axis = logarithmic(from, to, lengthPx, values);
  const ticks = apart(axis.ticks, smallestPx);
  if (ticks.length >= LEAST_TICKS) return { ...axis, ticks };
  // Within less than a decade equal steps read better, although they do not take equal room.
  const step = niceCeiling((STEPS_WIDER * (to - from) * smallestPx) / Math.max(lengthPx, smallestPx), AXIS_STEPS);
  const steps = wholeBetween(from / step, to / step).map((index) => index * step);
  return { ...axis, ticks: apart(logarithmic(from, to, lengthPx, steps).ticks, smallestPx) };
}

const LEAST_TICKS = 3;
const STEPS_WIDER = 1.4;

const ROUND = [1, 2, 5] as const;
const MANTISSAS = [ROUND, [1, 3]] as const;

/** The least distance of two neighbours, in decades. */
const closestOf = (mantissas: readonly number[]): number =>
  Math.min(...mantissas.map((mantissa, index) => Math.log10((mantissas[index + 1] ?? 10) / mantissa)));

function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return power * (ROUND.findLast((mantissa) => mantissa * power <= value * (1 + 1e-9)) ?? 1);
}

function wholeBetween(low: number, high: number): number[] {
  const first = Math.ceil(low - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high + 1e-9) - first + 1) }, (_, index) => first + index);
}

function logarithmic(low: number, high: number, lengthPx: number, values: readonly number[]): Axis {
  const length = Math.max(1, lengthPx);
  const span = Math.log(high / low);
  const px = (value: number): number => (Math.log(value / low) / span) * length;
  return {
    isLogarithmic: true,
    ...{ low, high, px },
    ticks: values.map((value) => ({ value, px: px(value) })),
    valueAt: (at) => low * Math.exp((at / length) * span),
  };
}

/** Without those that would stand in the words of the one before. */
function apart<T extends { readonly px: number }>(ticks: readonly T[], smallestPx: number): T[] {
  const kept: T[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (!last || tick.px - last.px >= smallestPx - 1e-6) kept.push(tick);
  }
  return kept;
}
