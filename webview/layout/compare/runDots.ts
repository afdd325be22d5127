/** The runs of a target as a row of dots that fills in. */
export interface RunDots {
  readonly dots: readonly { readonly x: number; readonly slot: number }[];
  readonly radius: number;
  readonly width: number;
}

const WIDEST_PX = 14;
/** Narrower ones cannot be told apart: then a bar says the same. */
const NARROWEST_PX = 5;

/** Places for `count` runs in `width` pixels; `null` when there are too many for dots. */
export function runDots(count: number, width: number): RunDots | null {
  const pitch = Math.min(WIDEST_PX, width / Math.max(1, count));
  if (pitch < NARROWEST_PX) return null;
  const dots = Array.from({ length: count }, (_, slot) => ({ slot, x: (slot + 0.5) * pitch }));
  return { dots, radius: Math.min(4.5, pitch / 2 - 0.75), width: pitch * count };
}
