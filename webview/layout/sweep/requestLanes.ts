import type { LoadRequest } from '../../../src/core/sweep/loadReport';
import { dueMs, endMs } from './requestSpans';

/** Requests of one row, by their place in the list of the level, in the order of time. None overlaps the next. */
export type Lane = readonly number[];

/** One row for each user of a closed loop; on a schedule, a request takes the first row that is free. */
export function requestLanes(requests: readonly LoadRequest[]): Lane[] {
  const inOrder = requests
    .map((request, index) => ({ request, index }))
    .toSorted((a, b) => dueMs(a.request) - dueMs(b.request) || a.index - b.index);
  const users = inOrder.flatMap(({ request }) => request.user ?? []);
  if (users.length === requests.length && users.length > 0) return byUser(inOrder);
  return byRoom(inOrder);
}

interface Placed {
  readonly request: LoadRequest;
  readonly index: number;
}

function byUser(inOrder: readonly Placed[]): Lane[] {
  const lanes = new Map<number, number[]>();
  for (const { request, index } of inOrder) {
    const user = request.user ?? 0;
    const lane = lanes.get(user);
    if (lane) lane.push(index);
    else lanes.set(user, [index]);
  }
  return [...lanes.entries()].toSorted(([a], [b]) => a - b).map(([, lane]) => lane);
}

function byRoom(inOrder: readonly Placed[]): Lane[] {
  const lanes: { endMs: number; readonly lane: number[] }[] = [];
  for (const { request, index } of inOrder) {
    const free = lanes.find((each) => each.endMs <= dueMs(request));
    if (free) {
      free.lane.push(index);
      free.endMs = endMs(request);
    } else lanes.push({ endMs: endMs(request), lane: [index] });
  }
  return lanes.map(({ lane }) => lane);
}

/**
 * At most so many of the rows, in their order: first those with the requests that went worst (failed, slowest to their first token, slowest to
 * their end), then others at even distances.
 */
export function chosenLanes(lanes: readonly Lane[], requests: readonly LoadRequest[], most: number): readonly Lane[] {
  if (lanes.length <= most) return lanes;
  const laneOf = new Map(lanes.flatMap((lane, at) => lane.map((index) => [index, at] as const)));
  const chosen = new Set<number>();
  for (const index of worstFirst(requests)) {
    if (chosen.size >= most / 2) break;
    const lane = laneOf.get(index);
    if (lane !== undefined) chosen.add(lane);
  }
  const rest = lanes.map((_, at) => at).filter((at) => !chosen.has(at));
  const open = most - chosen.size;
  for (let slot = 0; slot < open; slot += 1) chosen.add(rest[Math.floor(((slot + 0.5) * rest.length) / open)] ?? 0);
  return lanes.filter((_, at) => chosen.has(at));
}

/** The slowest by each measure in turn, so that no measure takes all the room. */
function worstFirst(requests: readonly LoadRequest[]): number[] {
  const all = requests.map((_, index) => index);
  const failed = all.filter((index) => requests[index]?.status === 'failed');
  const by = (of: (request: LoadRequest) => number | null): number[] =>
    all.toSorted((a, b) => valueAt(requests, b, of) - valueAt(requests, a, of));
  const rows = [failed, by(({ lastMs }) => lastMs), by(({ ttftMs }) => ttftMs)];
  return all.flatMap((_, rank) => rows.flatMap((row) => row[rank] ?? []));
}

const valueAt = (
  requests: readonly LoadRequest[],
  index: number,
  of: (request: LoadRequest) => number | null,
): number => {
  const request = requests[index];
  return (request && of(request)) ?? -1;
};
