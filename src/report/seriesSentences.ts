import { formatFor } from '../core/format';
import { metricRow } from '../core/metricCatalogue';
import { isSpeed } from '../core/seriesMetrics';
import type { SeriesComparison, SeriesReport, SeriesTargetReport } from '../core/seriesReport';

const format = formatFor('en');
const percent = (share: number): string => format.percent(Math.abs(share));

/** What a comparison says, with how large the difference is or how large it may still be. */
export function comparisonSentence({ a, b, ratio, ci95, verdict, runsNeeded, metric }: SeriesComparison): string {
  const more = runsNeeded === null ? '' : ` About ${format.count(runsNeeded)} runs of each would tell more.`;
  if (ratio === null || ci95 === null || verdict === 'more-runs-needed')
    return `More runs are needed to tell ${a} and ${b} apart: about ${format.count(runsNeeded ?? 0)} of each.`;
  if (verdict === 'no-difference-shown') {
    const [low, high] = [against(ci95[0]), against(ci95[1])];
    const where = low === high ? `is ${low} that of ${a}` : `lies between ${low} and ${high} than that of ${a}`;
    return `No difference shown: the median of ${b} ${where}.${more}`;
  }
  const isB = verdict === 'b-faster';
  const [winner, loser] = isB ? [b, a] : [a, b];
  // The winner's median as a multiple of the loser's.
  const [low, at, high] = (isB ? [ci95[0], ratio, ci95[1]] : [1 / ci95[1], 1 / ratio, 1 / ci95[0]]).map((x) => x - 1);
  const [least, most] = [low ?? 0, high ?? 0].toSorted((one, other) => Math.abs(one) - Math.abs(other));
  const side = isSpeed(metric) ? 'higher' : 'lower';
  return `${winner} is faster than ${loser}: its median is ${percent(at ?? 0)} ${side} (${percent(least ?? 0)} to ${percent(most ?? 0)}).`;
}

const against = (ratio: number): string =>
  Math.abs(ratio - 1) < 0.0005 ? 'equal to' : `${percent(ratio - 1)} ${ratio < 1 ? 'lower' : 'higher'}`;

/** How the series ended, where that is worth a word. */
export function endingSentence({ ending, order, targets, plan }: SeriesReport): string | null {
  const planned = targets.length * (plan.runs + plan.warmups);
  const made = `${format.count(order.length)} of ${format.count(planned)} runs`;
  if (ending === 'stopped') return `Stopped after ${made}. What was measured until then is kept.`;
  return ending === 'precise' ? `Ended early after ${made}, as the medians are known well enough.` : null;
}

/** What became of the runs of a target, where not all of them went well. */
export function countsSentence({ target, counts, gaveUp, runs, warmups }: SeriesTargetReport): string | null {
  const { planned, completed, failed, stopped, coldStarts, skipped } = counts;
  const left = gaveUp ? 'not made after three failures in a row' : 'not made';
  const parts = [
    [failed, 'failed'],
    [stopped, 'stopped'],
    [skipped, left],
    [coldStarts, 'left out as a cold start'],
  ] as const;
  const told = parts.flatMap(([count, what]) => (count === 0 ? [] : [`${format.count(count)} ${what}`]));
  if (told.length === 0) return null;
  const error = [...warmups, ...runs].find(({ outcome }) => outcome.status === 'failed')?.outcome.error;
  const why = error ? ` ${error.message}` : '';
  return `${target.name}: ${format.count(completed)} of ${format.count(planned)} runs completed; ${told.join(', ')}.${why}`;
}

/** What changed steadily while the series ran. */
export const driftSentences = ({ target, drift }: SeriesTargetReport): string[] =>
  drift.map(({ metric, change }) => {
    const { title } = metricRow(metric);
    const way = change > 0 ? 'rose' : 'fell';
    return `${target.name} drifted: ${title} ${way} by ${percent(change)} from the first run to the last, so its median stands for no steady state.`;
  });

/** Where so many comparisons are made that one in twenty is no longer rare. */
export const chanceSentence = (comparisons: number): string | null =>
  comparisons < 20
    ? null
    : `Each of these ${format.count(comparisons)} comparisons stands for itself: between equal targets, up to one in 20 shows a difference by chance.`;

/** How much of the prompt came from the prompt cache: without it, a time to first token cannot be read. */
export function cacheSentence({ target, cachedTokens }: SeriesTargetReport): string | null {
  if (!cachedTokens || cachedTokens.max === 0) return null;
  const { median, min, max } = cachedTokens;
  const range = min === max ? '' : ` (${format.count(min)} to ${format.count(max)})`;
  return `${target.name}: ${format.count(median)} input tokens came from the prompt cache${range}.`;
}

/** What has to be known to read the numbers rightly, and of how many runs. */
export function findingsSentence({ target, findings, counts }: SeriesTargetReport): string | null {
  if (findings.length === 0) return null;
  const told = findings.map(({ code, runs }) => `${code} in ${format.count(runs)}`).join(', ');
  return `${target.name}: of ${format.count(counts.completed)} completed runs, ${told}.`;
}
