/** The smallest "nice" number (one of the mantissas times a power of ten) that is not below the value. */
export function niceCeiling(value: number, mantissas: readonly number[]): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  // The tolerance keeps 0.30000000000000004 from becoming the next step.
  const mantissa = mantissas.find((candidate) => candidate * power >= value * (1 - 1e-9));
  return mantissa === undefined ? 10 * power * (mantissas[0] ?? 1) : mantissa * power;
}

/** Steps that read well beside an axis. */
export const AXIS_STEPS = [1, 2, 2.5, 5] as const;
/** Steps for ends of scales: each at most half as much again as the one before, so that little room is wasted. */
export const SCALE_STEPS = [1, 1.5, 2, 3, 4, 6, 8] as const;
