import { stated } from '../stated';
import type { Workload } from './cardReport';
import type { LoadLevel, LoadPart } from './loadReport';

/** What a metric is at the load of a workload, with how far its interval reaches. */
export interface Factor {
  readonly value: number;
  readonly down: number;
  readonly up: number;
  readonly extrapolates: boolean;
  readonly basis: string;
}

interface Point {
  /** Users, or requests per second. */
  readonly at: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Levels whose figures say something of the server. */
export const isUsable = (level: LoadLevel): boolean => !level.client.isLate && level.counts.completed > 0;

/** Reads a metric off the measured levels, between two of them by a straight line in logarithms. */
export function loadFactor(
  metric: 'ttftMs' | 'tpotMs',
  workload: Workload,
  load: LoadPart,
): Factor | { readonly reason: string } {
  const byUsers = workload.requestsPerSecond === null;
  const wanted = workload.requestsPerSecond ?? workload.users ?? 1;
  const points = load.levels.filter(isUsable).flatMap((level) => pointOf(level, metric, byUsers));
  const rising = points.filter(({ at }, index) => points.slice(0, index).every((before) => before.at < at));
  const [first, last] = [rising[0], rising.at(-1)];
  if (!first || !last) return { reason: stated('No level of the load sweep has this number.') };
  if (!byUsers && wanted > last.at * 1.02)
    return {
      reason: stated('The server was not seen to answer more than {0} requests per second.', last.at.toFixed(2)),
    };
  const after = rising.findIndex(({ at }) => at >= wanted);
  const [low, high] = after <= 0 ? ends(rising, after) : [rising[after - 1] ?? first, rising[after] ?? last];
  const share = low.at === high.at ? 0 : Math.log(wanted / low.at) / Math.log(high.at / low.at);
  const between = (of: (point: Point) => number): number =>
    Math.exp(Math.log(of(low)) * (1 - share) + Math.log(of(high)) * share);
  const value = between((point) => point.value);
  return {
    value,
    down: value - between((point) => point.low),
    up: between((point) => point.high) - value,
    extrapolates: wanted < first.at * 0.98 || wanted > last.at * 1.02,
    basis: stated('{0} levels of the load sweep', rising.length),
  };
}

/** Before the first or after the last: the nearest two go on as they do. */
const ends = (points: readonly Point[], after: number): [Point, Point] => {
  const pair = after === 0 ? points.slice(0, 2) : points.slice(-2);
  const [one, other = one] = pair;
  if (!one || !other) throw new RangeError('no points');
  return [one, other];
};

function pointOf(level: LoadLevel, metric: 'ttftMs' | 'tpotMs', byUsers: boolean): Point[] {
  const at = byUsers ? (level.users ?? level.meanInFlight) : level.completedPerSecond;
  const value = level[metric].p50;
  if (!at || !value) return [];
  const [low, high] = level.ci95[metric] ?? [value, value];
  return [{ at, value, low: Math.max(low, 1e-6), high }];
}
