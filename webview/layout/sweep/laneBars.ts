import type { LoadRequest } from '../../../src/core/sweep/loadReport';
import { xOf, type TimeRange } from '../timeRange';
import type { Lane } from './requestLanes';
import { dueMs, endMs, requestSpans, type SpanPhase } from './requestSpans';

/** One request, or several that are too short to be told apart. All places in pixels from the left of the plot. */
export interface LaneBar {
  /** Places in the list of requests, in the order of time. */
  readonly requests: readonly number[];
  readonly x: number;
  readonly width: number;
  /** Of a single request; empty where there are several. */
  readonly parts: readonly { readonly phase: SpanPhase; readonly x: number; readonly width: number }[];
}

/** Narrower ones are joined with their neighbours, so that thousands neither overlap nor vanish. */
const NARROW_PX = 1.5;
/** Neighbours this near look as one. */
const APART_PX = 1;

/** The requests of a row that are in view, as bars to scale that do not overlap. */
export function laneBars(lane: Lane, requests: readonly LoadRequest[], range: TimeRange, width: number): LaneBar[] {
  const bars: LaneBar[] = [];
  for (const index of lane) {
    const bar = barOf(index, requests, range, width);
    if (!bar) continue;
    const last = bars.at(-1);
    if (last && isNarrow(last, bar)) bars[bars.length - 1] = joined(last, bar);
    else bars.push(bar);
  }
  return bars;
}

function barOf(index: number, requests: readonly LoadRequest[], range: TimeRange, width: number): LaneBar | null {
  const request = requests[index];
  if (!request) return null;
  const [from, to] = [xOf(range, width, dueMs(request)), xOf(range, width, endMs(request))];
  if (to < 0 || from > width) return null;
  const inside = (x: number): number => Math.min(width, Math.max(0, x));
  const parts = requestSpans(request).flatMap(({ phase, startMs, endMs: until }) => {
    const x = inside(xOf(range, width, startMs));
    const partWidth = inside(xOf(range, width, until)) - x;
    return partWidth > 0 ? [{ phase, x, width: partWidth }] : [];
  });
  return { requests: [index], x: inside(from), width: inside(to) - inside(from), parts };
}

/** Both are narrow, or what was joined already, and touch each other. */
const isNarrow = (last: LaneBar, next: LaneBar): boolean =>
  next.width < NARROW_PX &&
  (last.requests.length > 1 || last.width < NARROW_PX) &&
  next.x - (last.x + last.width) < APART_PX;

const joined = (last: LaneBar, next: LaneBar): LaneBar => ({
  requests: [...last.requests, ...next.requests],
  x: last.x,
  width: Math.max(last.width, next.x + next.width - last.x),
  parts: [],
});
