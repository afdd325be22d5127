/** A single run as a dot; `layer` counts from the axis: 0 on it, then above. */
export interface SwarmDot {
  readonly index: number;
  readonly x: number;
  readonly layer: number;
}

/**
 * Dots of equal size stacked where they would overlap, in `layers` layers at most: one that finds room in none lies in the last one,
 * over its neighbours, as losing it would be worse.
 */
export function dotSwarm(xs: readonly number[], dotPx: number, layers: number): SwarmDot[] {
  const ends = Array.from({ length: layers }, () => Number.NEGATIVE_INFINITY);
  const inOrder = xs.map((x, index) => ({ x, index })).toSorted((a, b) => a.x - b.x || a.index - b.index);
  return inOrder.map(({ x, index }) => {
    const free = ends.findIndex((end) => x - end >= dotPx - 1e-9);
    const layer = free < 0 ? layers - 1 : free;
    ends[layer] = x;
    return { index, x, layer };
  });
}

/** The dot under the pointer: the nearest one within reach. */
export function nearestDot<T extends { readonly x: number; readonly y: number }>(
  dots: readonly T[],
  at: { readonly x: number; readonly y: number },
  reachPx: number,
): T | null {
  let best: T | null = null;
  let least = reachPx;
  for (const dot of dots) {
    const distance = Math.hypot(dot.x - at.x, dot.y - at.y);
    if (distance > least) continue;
    best = dot;
    least = distance;
  }
  return best;
}
