import type { Prediction } from '../../../src/core/sweep/cardReport';

/** A prediction on a scale of its own that begins at zero, with what is claimed of it. All places in pixels. */
export interface PredictionBar {
  readonly valueX: number;
  readonly interval: { readonly x: number; readonly width: number } | null;
  /** Where single requests lie. */
  readonly run: readonly [number, number] | null;
  /** In the order of the claims. */
  readonly claims: readonly number[];
}

const MARGIN_PX = 7;
/** A narrower interval would not be seen beside the dot. */
const LEAST_INTERVAL_PX = 3;
/** A claim farther off than this is drawn at the end: its sentence has the number. */
const CLAIMS_WITHIN = 3;

export function predictionBar(
  { value, ci95, runInterval }: Pick<Prediction, 'value' | 'ci95' | 'runInterval'>,
  claims: readonly number[],
  width: number,
): PredictionBar | null {
  if (value === null) return null;
  const own = Math.max(value, ci95?.[1] ?? 0, runInterval?.[1] ?? 0);
  const end = Math.max(own, ...claims.map((claim) => Math.min(claim, CLAIMS_WITHIN * own))) * 1.05 || 1;
  const x = (at: number): number =>
    MARGIN_PX + (Math.min(end, Math.max(0, at)) / end) * Math.max(1, width - 2 * MARGIN_PX);
  return {
    valueX: x(value),
    interval: ci95 && ci95[0] < ci95[1] ? intervalOf(x(ci95[0]), x(ci95[1])) : null,
    run: runInterval && [x(runInterval[0]), x(runInterval[1])],
    claims: claims.map(x),
  };
}

function intervalOf(from: number, to: number): { x: number; width: number } {
  const width = Math.max(LEAST_INTERVAL_PX, to - from);
  return { x: (from + to - width) / 2, width };
}
