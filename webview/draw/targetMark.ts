/** Colour and form of one target: told apart by either of them alone, so that nothing depends on seeing colours. */
export interface TargetMark {
  /** Name of a `--pp-<hue>` variable. */
  readonly hue: string;
  readonly shape: Shape;
  /** Of its line, as SVG wants it; empty: whole. */
  readonly dashes: string;
}

const HUES = ['answer', 'speed', 'prefill', 'thinking', 'connection', 'load'] as const;
const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'cross'] as const;
type Shape = (typeof SHAPES)[number];
const DASHES = ['', '7 3', '2 3', '9 3 2 3'] as const;

/** The mark of the target at that place of the plan. Five forms and six colours: thirty targets until two look alike. */
export const targetMark = (index: number): TargetMark => ({
  hue: HUES[index % HUES.length] ?? 'answer',
  shape: SHAPES[index % SHAPES.length] ?? 'circle',
  dashes: DASHES[index % DASHES.length] ?? '',
});

/** The form as a path around a place, all of about the same size. */
export function markPath(shape: Shape, x: number, y: number, radius: number): string {
  const [left, right, top, bottom] = [x - radius, x + radius, y - radius, y + radius];
  switch (shape) {
    case 'circle':
      return `M${left} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
    case 'square': {
      const half = radius * 0.89;
      return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}z`;
    }
    case 'diamond':
      return `M${x} ${top - 1}L${right + 1} ${y}L${x} ${bottom + 1}L${left - 1} ${y}z`;
    case 'triangle':
      return `M${x} ${top - 1}L${right + 1} ${bottom}H${left - 1}z`;
    case 'cross': {
      const arm = radius * 0.42;
      return `M${x - arm} ${top}h${2 * arm}V${y - arm}H${right}v${2 * arm}H${x + arm}V${bottom}h${-2 * arm}V${y + arm}H${left}v${-2 * arm}H${x - arm}z`;
    }
  }
}

/** Many dots as one path: a thousand elements would take longer to make than everything else. */
export const dotsPath = (dots: readonly { readonly x: number; readonly y: number }[], radius: number): string =>
  dots.map(({ x, y }) => markPath('circle', Math.round(x * 10) / 10, Math.round(y * 10) / 10, radius)).join('');
