import { stated } from '../stated';
import { formatFor } from '../format';
import { isUsable } from './loadFactor';
import type { LoadLevel, LoadPart } from './loadReport';

const format = formatFor('en');

/** What a level asks of the server, in the words of a report. */
export const statedLoad = ({ users, requestsPerSecond }: LoadLevel): string =>
  users === null
    ? stated('{0} requests/s', format.decimal(requestsPerSecond ?? 0, 2))
    : users === 1
      ? stated('1 user')
      : stated('{0} users', format.count(users));

/** Throughput over latency (Kleinrock's power): it rises as long as load brings more answers than waiting, and falls after. */
function powerOf({ outputTokensPerSecond, completedPerSecond, e2eMs }: LoadLevel): number | null {
  const throughput = outputTokensPerSecond ?? completedPerSecond;
  return throughput && e2eMs.p50 ? throughput / e2eMs.p50 : null;
}

/** The level at which throughput is bought at the best price in latency; `null` when it is the highest one, so that the knee may lie beyond. */
export function findKnee(levels: readonly LoadLevel[]): LoadPart['knee'] {
  const powers = levels.map((level) => (isUsable(level) ? powerOf(level) : null));
  const known = powers.flatMap((power, index) => (power === null ? [] : [{ power, index }]));
  const best = known.reduce<(typeof known)[number] | null>(
    (top, each) => (top && top.power >= each.power ? top : each),
    null,
  );
  const last = known.at(-1);
  const level = best && levels[best.index];
  if (!level || !last || known.length < 3 || best.index === last.index) return null;
  const end = levels[last.index];
  const gain = (end?.outputTokensPerSecond ?? 0) / Math.max(1e-9, level.outputTokensPerSecond ?? 0);
  const wait = (end?.e2eMs.p50 ?? 0) / Math.max(1e-9, level.e2eMs.p50 ?? 0);
  return {
    level: best.index,
    sentence: stated(
      'The knee is at {0}: from there to {1}, throughput grows {2} times and latency {3} times.',
      statedLoad(level),
      end ? statedLoad(end) : '',
      gain.toFixed(2),
      wait.toFixed(2),
    ),
  };
}

/** So many requests of a level have to keep the budgets. */
const KEPT_SHARE = 0.95;

/** The largest load that meets the budgets: the last level before the first that does not. One that only failed does not. */
export function findWithinBudgets(levels: readonly LoadLevel[]): LoadPart['withinBudgets'] {
  const judged = levels.flatMap((level, index) => (!level.client.isLate && level.goodput ? [{ level, index }] : []));
  if (judged.length === 0) return { level: null, sentence: stated('No level can be held against the budgets.') };
  const broken = judged.findIndex(({ level }) => (level.goodput?.share ?? 0) < KEPT_SHARE);
  const good = broken < 0 ? judged.at(-1) : judged[broken - 1];
  if (!good)
    return { level: null, sentence: stated('Even the lightest load does not meet the budgets in 95 of 100 requests.') };
  const next = judged[broken]?.index ?? levels.length;
  return {
    level: good.index,
    sentence: `${stated('Up to {0} the budgets are met in 95 of 100 requests.', statedLoad(good.level))} ${beyond(levels.slice(good.index + 1, next), broken < 0)}`,
  };
}

/** What is known of more load: of the levels between that cannot be judged, and of the next one that can. */
function beyond(unjudged: readonly LoadLevel[], isLast: boolean): string {
  if (unjudged.length > 0)
    return stated('What more load does is not known: the next level could not be held against the budgets.');
  return isLast ? stated('It was the highest level, so more may be possible.') : stated('The next level breaks them.');
}

/** Beyond this the last level brought next to nothing. */
const LEAST_GAIN = 1.03;
/** An open loop that completes so much less than it asks falls further and further behind. */
const KEEPS_UP = 0.9;

/** Whether more load would only bring more waiting: two levels in a row without gain, or a schedule that the server does not keep up with. */
export function isSaturated(levels: readonly LoadLevel[]): boolean {
  const last = levels.at(-1);
  if (!last) return false;
  if (last.ending === 'saturated') return true;
  if (last.requestsPerSecond !== null)
    return (
      last.counts.completed >= 5 &&
      (last.completedPerSecond ?? Infinity) < KEEPS_UP * last.requestsPerSecond &&
      (last.meanInFlight ?? 0) > 1.5 * (levels.at(-2)?.meanInFlight ?? 1)
    );
  const usable = levels.filter(isUsable).map((level) => level.outputTokensPerSecond ?? level.completedPerSecond ?? 0);
  const [before, ...after] = usable.slice(-3);
  return before !== undefined && after.length === 2 && after.every((each) => each < LEAST_GAIN * before);
}
