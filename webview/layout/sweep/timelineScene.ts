import type { LoadLevel } from '../../../src/core/sweep/loadReport';
import type { Rect } from '../compare/placeLabels';
import { timeAxis, type TimeAxis } from '../timeAxis';
import { isWhole, spanMs, xOf, type TimeRange } from '../timeRange';
import { linearAxis, type Axis } from './axis';
import { laneBars, type LaneBar } from './laneBars';
import { OPEN_PHASES, openRequests, type OpenPhase } from './openRequests';
import { chosenLanes, requestLanes } from './requestLanes';
import { dueMs, endMs } from './requestSpans';

/** Requests of one level on one time axis: how many were open, each of them as a bar, and the text that came. */
export interface TimelineScene {
  readonly plot: Rect;
  readonly range: TimeRange;
  readonly whole: TimeRange;
  readonly time: TimeAxis;
  readonly open: {
    readonly box: Rect;
    readonly axis: Axis;
    /** Stacked from the bottom: closed shapes. */
    readonly layers: readonly { readonly phase: OpenPhase; readonly path: string }[];
  };
  readonly rows: {
    readonly box: Rect;
    readonly rowPx: number;
    readonly barPx: number;
    /** From the top. */
    readonly lanes: readonly { readonly y: number; readonly bars: readonly LaneBar[] }[];
    /** How many there are in all. */
    readonly of: number;
  };
  /** `null` where no text came. */
  readonly text: { readonly box: Rect; readonly axis: Axis; readonly path: string } | null;
  /** The part of the level that is in the figures, in pixels of the page; `null` when nothing was measured. */
  readonly window: { readonly x1: number; readonly x2: number } | null;
  readonly height: number;
}

const LEFT_PX = 58;
const RIGHT_PX = 12;
const AXIS_PX = 22;
const GAP_PX = 30;
const [OPEN_PX, TEXT_PX] = [64, 48];
const TIME_TICK_PX = 72;
/** Of the small scales only the ends are written, so that their steps may be fine and little room is wasted. */
const FINE_TICK_PX = 8;
/** Rows share this much room; with few of them they are no taller than reads well. */
const ROWS_PX = 320;
const [LEAST_ROW_PX, MOST_ROW_PX] = [4, 20];

type TimelineLevel = Pick<LoadLevel, 'requests' | 'windowMs' | 'binMs' | 'charactersByBin'>;

/** `null` for a level without requests. A part in view that lies outside of the level is not kept. */
export function timelineScene(level: TimelineLevel, span: TimeRange | null, width: number): TimelineScene | null {
  const { requests } = level;
  if (requests.length === 0) return null;
  const whole = wholeOf(level);
  const range = span && isInside(span, whole) ? span : whole;
  const plotWidth = Math.max(1, width - LEFT_PX - RIGHT_PX);
  const box = (y: number, height: number): Rect => ({ x: LEFT_PX, y, width: plotWidth, height });
  const open = openLane(level, range, box(AXIS_PX + GAP_PX, OPEN_PX));
  const rows = rowsLane(level, range, box(AXIS_PX + 2 * GAP_PX + OPEN_PX, 0));
  const textTop = rows.box.y + rows.box.height + GAP_PX;
  const text = textLane(level, range, box(textTop, TEXT_PX));
  const height = text ? textTop + TEXT_PX + 4 : rows.box.y + rows.box.height + 4;
  return {
    ...{ range, whole, open, rows, text, height },
    plot: { x: LEFT_PX, y: AXIS_PX, width: plotWidth, height: height - AXIS_PX },
    time: timeAxis(range, plotWidth, TIME_TICK_PX),
    window: level.windowMs && windowOf(level.windowMs, range, plotWidth),
  };
}

function wholeOf({ requests, windowMs }: TimelineLevel): TimeRange {
  let [startMs, lastMs] = [0, windowMs?.[1] ?? 0];
  for (const request of requests) {
    startMs = Math.min(startMs, dueMs(request));
    lastMs = Math.max(lastMs, endMs(request));
  }
  return { startMs, endMs: Math.max(lastMs, startMs + 1) };
}

const isInside = (span: TimeRange, whole: TimeRange): boolean =>
  spanMs(span) > 0 && span.startMs >= whole.startMs - 1e-6 && span.endMs <= whole.endMs + 1e-6 && !isWhole(span, whole);

function openLane({ requests }: TimelineLevel, range: TimeRange, box: Rect): TimelineScene['open'] {
  const { columns, most } = openRequests(requests, range, box.width);
  const axis = linearAxis(most, box.height, FINE_TICK_PX);
  const base = new Float64Array(columns.decode.length);
  const layers = OPEN_PHASES.flatMap((phase) => {
    const path = layerPath(base, columns[phase], box, axis);
    return path === '' ? [] : [{ phase, path }];
  });
  return { box, axis, layers };
}

/** A layer on top of what lies below it, which grows by it. */
function layerPath(base: Float64Array, columns: Float64Array, box: Rect, axis: Axis): string {
  if (columns.every((value) => value === 0)) return '';
  const columnPx = box.width / columns.length;
  const y = (value: number): string => round(box.y + box.height - axis.px(value));
  const [upper, lower]: [string[], string[]] = [[], []];
  for (const [at, value] of columns.entries()) {
    const [below, x1, x2] = [base[at] ?? 0, round(box.x + at * columnPx), round(box.x + (at + 1) * columnPx)];
    upper.push(`${x1},${y(below + value)} ${x2},${y(below + value)}`);
    lower.push(`${x2},${y(below)} ${x1},${y(below)}`);
    base[at] = below + value;
  }
  return `M${upper.join(' ')} ${lower.toReversed().join(' ')}Z`;
}

function rowsLane({ requests }: TimelineLevel, range: TimeRange, box: Rect): TimelineScene['rows'] {
  const all = requestLanes(requests);
  const lanes = chosenLanes(all, requests, Math.floor(ROWS_PX / LEAST_ROW_PX));
  const rowPx = Math.min(MOST_ROW_PX, ROWS_PX / lanes.length);
  return {
    ...{ rowPx, of: all.length },
    barPx: Math.max(LEAST_ROW_PX - 1, rowPx - Math.max(1, rowPx * 0.2)),
    box: { ...box, height: rowPx * lanes.length },
    lanes: lanes.map((lane, at) => ({
      y: box.y + at * rowPx,
      bars: laneBars(lane, requests, range, box.width).map((bar) => ({
        ...bar,
        x: box.x + bar.x,
        parts: moved(bar, box.x),
      })),
    })),
  };
}

const moved = ({ parts }: LaneBar, by: number): LaneBar['parts'] => parts.map((part) => ({ ...part, x: part.x + by }));

/** Characters per second, as steps: a bin has no slope. */
function textLane({ binMs, charactersByBin }: TimelineLevel, range: TimeRange, box: Rect): TimelineScene['text'] {
  const bins = charactersByBin
    .map((characters, at) => ({ perSecond: (1000 * characters) / binMs, startMs: at * binMs, endMs: (at + 1) * binMs }))
    .filter(({ startMs, endMs: until }) => until > range.startMs && startMs < range.endMs);
  const most = bins.reduce((highest, { perSecond }) => Math.max(highest, perSecond), 0);
  if (most === 0) return null;
  const axis = linearAxis(most, box.height, FINE_TICK_PX);
  const x = (atMs: number): number => box.x + Math.min(box.width, Math.max(0, xOf(range, box.width, atMs)));
  const bottom = round(box.y + box.height);
  const steps = bins.map(
    ({ perSecond, startMs, endMs: until }) =>
      `H${round(x(startMs))}V${round(box.y + box.height - axis.px(perSecond))}H${round(x(until))}`,
  );
  return { box, axis, path: `M${round(x(bins[0]?.startMs ?? 0))},${bottom}${steps.join('')}V${bottom}Z` };
}

function windowOf([fromMs, toMs]: readonly [number, number], range: TimeRange, width: number): TimelineScene['window'] {
  const inside = (x: number): number => Math.min(width, Math.max(0, x));
  const [x1, x2] = [inside(xOf(range, width, fromMs)), inside(xOf(range, width, toMs))];
  return x2 > x1 ? { x1: LEFT_PX + x1, x2: LEFT_PX + x2 } : null;
}

const round = (px: number): string => String(Math.round(px * 100) / 100);
