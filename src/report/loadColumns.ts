import type { Distribution } from '../core/runReport';
import { EM_DASH, formatFor } from '../core/format';
import type { LoadLevel } from '../core/sweep/loadReport';

/** The levels as two tables that are narrow enough for a terminal of 80 columns: how much, and how fast. */

const format = formatFor('en');

export const throughputTable = (levels: readonly LoadLevel[]): string[][] => [
  ['Load', 'answered', 'answers/s', 'output tok/s', 'with input', 'a user', 'in budget'],
  ...levels.map((level) => [
    loadName(level),
    `${format.count(level.counts.completed)} of ${format.count(level.counts.measured)}`,
    rate(level.completedPerSecond, 2),
    rate(level.outputTokensPerSecond, 1),
    rate(level.totalTokensPerSecond, 1),
    rate(level.perUserTokensPerSecond.p50, 1),
    level.goodput === null ? EM_DASH : format.percent(level.goodput.share),
  ]),
];

/** Percentiles as far as there are enough requests for them; p99 where there is room for it. */
export function latencyTable(levels: readonly LoadLevel[], fits: (rows: string[][]) => boolean): string[][] {
  const short = tableOf(levels, ['p95']);
  const long = tableOf(levels, ['p95', 'p99']);
  const isLongOfUse = levels.some(({ e2eMs, ttftMs }) => ttftMs.p99 !== null || e2eMs.p99 !== null);
  return isLongOfUse && fits(long) ? long : short;
}

const METRICS = [
  ['TTFT p50', 'ttftMs'],
  ['TPOT p50', 'tpotMs'],
  ['E2E p50', 'e2eMs'],
] as const;

const tableOf = (levels: readonly LoadLevel[], tails: readonly ('p95' | 'p99')[]): string[][] => [
  ['Load', ...METRICS.flatMap(([title]) => [title, ...tails])],
  ...levels.map((level) => [
    loadName(level),
    ...METRICS.flatMap(([, key]) => [ms(level[key].p50), ...tails.map((tail) => tailOf(level[key], tail))]),
  ]),
];

const loadName = ({ users, requestsPerSecond }: LoadLevel): string =>
  users === null
    ? `${format.decimal(requestsPerSecond ?? 0, 2)}/s`
    : `${format.count(users)} ${users === 1 ? 'user' : 'users'}`;

const rate = (value: number | null, digits: number): string =>
  value === null ? EM_DASH : format.decimal(value, digits);
const ms = (value: number | null): string => (value === null ? EM_DASH : format.duration(value, 'card'));

function tailOf(times: Distribution, tail: 'p95' | 'p99'): string {
  if (times[tail] !== null) return ms(times[tail]);
  return tail === 'p99' || times.max === null ? EM_DASH : `max ${ms(times.max)}`;
}
