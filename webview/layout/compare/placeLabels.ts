/** A rectangle on the page. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelInput {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface PlacedLabel extends Rect {
  /** Too far from its point to be taken for its own: a line leads there. */
  readonly led: boolean;
}

export const LABEL_HEIGHT = 16;
const GAP_PX = 9;
const STEP_PX = 8;
const FARTHEST_STEPS = 40;

/**
 * Finds room for the names of points: beside the point if it can be, else further and further away. No label covers another one or
 * a point or what is in the way, or sticks out of the chart; `null` for one that finds no room at all and has to be named elsewhere.
 */
export function placeLabels(
  points: readonly LabelInput[],
  within: Rect,
  pointRadius: number,
  inTheWay: readonly Rect[] = [],
): (PlacedLabel | null)[] {
  const circles = points.map(({ x, y }) => ({
    x: x - pointRadius,
    y: y - pointRadius,
    width: 2 * pointRadius,
    height: 2 * pointRadius,
  }));
  const taken: Rect[] = [...circles, ...inTheWay];
  return points.map((point) => {
    const place = candidates(point).find(
      (rect) => isInside(rect, within) && !taken.some((other) => overlaps(rect, other)),
    );
    if (place) taken.push(place);
    return place ?? null;
  });
}

function* around({ x, y, width }: LabelInput): Generator<PlacedLabel> {
  const centre = y - LABEL_HEIGHT / 2;
  const size = { width, height: LABEL_HEIGHT };
  yield { x: x + GAP_PX, y: centre, ...size, led: false };
  yield { x: x - GAP_PX - width, y: centre, ...size, led: false };
  for (let step = 1; step <= FARTHEST_STEPS; step += 1) {
    const away = step * STEP_PX;
    const led = away > STEP_PX;
    for (const dy of [-away, away]) {
      yield { x: x + GAP_PX, y: centre + dy, ...size, led };
      yield { x: x - GAP_PX - width, y: centre + dy, ...size, led };
      yield { x: x - width / 2, y: centre + dy + Math.sign(dy) * GAP_PX, ...size, led };
    }
  }
}

const candidates = (point: LabelInput): PlacedLabel[] => [...around(point)];

const isInside = (rect: Rect, within: Rect): boolean =>
  rect.x >= within.x &&
  rect.y >= within.y &&
  rect.x + rect.width <= within.x + within.width &&
  rect.y + rect.height <= within.y + within.height;

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
