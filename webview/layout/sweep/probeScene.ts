import { PROBE } from '../../../src/core/sweep/batchingProbe';
import type { LoadRequest } from '../../../src/core/sweep/loadReport';
import { timeAxis, type TimeAxis } from '../timeAxis';
import { xOf, type TimeRange } from '../timeRange';
import { endMs, requestSpans, type SpanPhase } from './requestSpans';

/** What a request of the probe was sent for. */
export type ProbeRole = keyof typeof PROBE;

export interface ProbeRow {
  readonly role: ProbeRole;
  readonly request: LoadRequest;
  readonly y: number;
  /** Middle of its bar. */
  readonly x: number;
  readonly parts: readonly { readonly phase: SpanPhase; readonly x: number; readonly width: number }[];
}

/** Short and long requests that were sent together, each as a bar, on one time axis. */
export interface ProbeScene {
  readonly rows: readonly ProbeRow[];
  readonly time: TimeAxis;
  readonly plot: { readonly x: number; readonly width: number };
  /** Names stand above their bars instead of beside them. */
  readonly isNarrow: boolean;
  readonly height: number;
}

export const PROBE_BAR_PX = 14;
const NARROW_PX = 600;
const NAMES_PX = 210;
const AXIS_PX = 20;
const [ROW_PX, NARROW_ROW_PX] = [22, 36];
const RIGHT_PX = 8;
const TIME_TICK_PX = 72;

/** The first of several probes; `null` when none was answered. */
export function probeScene(requests: readonly LoadRequest[], width: number): ProbeScene | null {
  const first = firstProbe(requests).filter(({ ttftMs }) => ttftMs !== null);
  if (first.length === 0) return null;
  const isNarrow = width < NARROW_PX;
  const plot = { x: isNarrow ? 0 : NAMES_PX, width: Math.max(1, width - RIGHT_PX - (isNarrow ? 0 : NAMES_PX)) };
  const range: TimeRange = { startMs: 0, endMs: first.reduce((most, request) => Math.max(most, endMs(request)), 1) };
  const rowPx = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const x = (atMs: number): number => plot.x + xOf(range, plot.width, atMs);
  const rows = first.flatMap((request, at) => {
    const role = roleOf(request.user);
    if (!role) return [];
    const spans = requestSpans(request);
    const parts = spans.map(({ phase, startMs, endMs: until }) => ({
      phase,
      x: x(startMs),
      width: x(until) - x(startMs),
    }));
    const y = AXIS_PX + at * rowPx + (isNarrow ? rowPx - PROBE_BAR_PX - 2 : (rowPx - PROBE_BAR_PX) / 2);
    return [{ role, request, y, x: x((request.startMs + endMs(request)) / 2), parts }];
  });
  const height = AXIS_PX + first.length * rowPx + 4;
  return { rows, plot, isNarrow, height, time: timeAxis(range, plot.width, TIME_TICK_PX) };
}

/** Up to where the first request of the script comes again. */
function firstProbe(requests: readonly LoadRequest[]): readonly LoadRequest[] {
  const again = requests.findIndex(({ user }, index) =>
    requests.slice(0, index).some((before) => before.user === user),
  );
  return again < 0 ? requests : requests.slice(0, again);
}

function roleOf(user: number | null): ProbeRole | null {
  const roles = Object.keys(PROBE) as ProbeRole[];
  return roles.find((role) => [PROBE[role]].flat().some((index) => index === user)) ?? null;
}
