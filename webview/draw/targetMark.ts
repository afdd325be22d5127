/** Colour and form of one target: told apart by either of them alone, so that nothing depends on seeing colours. */
export interface TargetMark {
  /** Also the name of a `--pp-<hue>` variable. */
  readonly hue: (typeof HUES)[number];
  readonly shape: Shape;
  /** Lengths of the strokes of its line and of the gaps between; empty: whole. */
  readonly dashes: readonly number[];
}

const HUES = ['answer', 'speed', 'prefill', 'thinking', 'connection', 'load'] as const;
const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'cross'] as const;
export type Shape = (typeof SHAPES)[number];
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]] as const;

/** The mark of the target at that place of the plan. Five forms and six colours: thirty targets until two look alike. */
export const targetMark = (index: number): TargetMark => ({
  hue: HUES[index % HUES.length] ?? 'answer',
  shape: SHAPES[index % SHAPES.length] ?? 'circle',
  dashes: DASHES[index % DASHES.length] ?? [],
});

/** Corners of the form around a place, all forms of about the same size; `null` for the circle, which has none. */
export function markCorners(shape: Shape, x: number, y: number, radius: number): readonly [number, number][] | null {
  const [left, right, top, bottom] = [x - radius, x + radius, y - radius, y + radius];
  switch (shape) {
    case 'circle':
      return null;
    case 'square': {
      const half = radius * 0.89;
      return box(x - half, y - half, x + half, y + half);
    }
    case 'diamond':
      return corners([x, top - 1, right + 1, y, x, bottom + 1, left - 1, y]);
    case 'triangle':
      return corners([x, top - 1, right + 1, bottom, left - 1, bottom]);
    case 'cross': {
      const arm = radius * 0.42;
      const [l, r, t, b] = [x - arm, x + arm, y - arm, y + arm];
      const upper = [l, top, r, top, r, t, right, t, right, b, r, b];
      return corners([...upper, r, bottom, l, bottom, l, b, left, b, left, t, l, t]);
    }
  }
}

const box = (left: number, top: number, right: number, bottom: number) =>
  corners([left, top, right, top, right, bottom, left, bottom]);

const corners = (flat: readonly number[]): [number, number][] =>
  Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0]);

/** The form as a path, as SVG wants it. */
export function markPath(shape: Shape, x: number, y: number, radius: number): string {
  const found = markCorners(shape, x, y, radius);
  return found === null
    ? `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
    : `M${found.map((corner) => corner.join(' ')).join('L')}z`;
}

/** Many dots as one path: a thousand elements would take longer to make than everything else. */
export const dotsPath = (dots: readonly { readonly x: number; readonly y: number }[], radius: number): string =>
  dots.map(({ x, y }) => markPath('circle', Math.round(x * 10) / 10, Math.round(y * 10) / 10, radius)).join('');
