import * as l10n from '@vscode/l10n';
import { compareRuns } from '../../../src/core/statistics/compareRuns';
import type { VerdictPart } from '../../../src/core/verdict';
import type { ChartMetric } from '../../state/compareModel';
import { valuesOf, type TargetView } from '../../state/compareRows';
import type { CompareTools } from './parts';

/** What the comparison says, in one or two sentences. A target is called the first one only where the runs show it. */
export function compareSentence(views: readonly TargetView[], tools: CompareTools): VerdictPart[] {
  const answered = views.filter(({ used }) => used.length > 0);
  if (answered.length === 0) return parts(l10n.t('No target has a completed run.'));
  if (answered.length === 1) return single(answered, tools);
  return [...leader(answered, 'ttftMs', tools), ...parts(' '), ...leader(answered, 'tpotMs', tools)];
}

function single([view]: readonly TargetView[], { words }: CompareTools): VerdictPart[] {
  const summary = view?.row.summary.ttftMs;
  if (!view || !summary) return [];
  const name = nameOf(view);
  const time = strong(words.duration(summary.median));
  return parts(
    summary.n === 1
      ? l10n.t('{0} answers after {1} (one run).', name, time)
      : l10n.t('{0} answers after {1} (median of {2} runs).', name, time, words.count(summary.n)),
  );
}

/** Who is best in one metric, against the next best. */
function leader(views: readonly TargetView[], metric: ChartMetric, { words }: CompareTools): VerdictPart[] {
  const [best, second] = views
    .flatMap((view) => {
      const median = view.row.summary[metric]?.median;
      return median === undefined ? [] : [{ view, median }];
    })
    .toSorted((a, b) => a.median - b.median);
  if (!best || !second) return [];
  const { ci95, ratio, verdict } = compareRuns(
    valuesOf(best.view.used, metric),
    valuesOf(second.view.used, metric),
    false,
  );
  const [first, next] = [nameOf(best.view), nameOf(second.view)];
  if (verdict !== 'a-faster' || !ci95 || ratio === null)
    return parts(
      metric === 'ttftMs'
        ? l10n.t('These runs do not show whether {0} or {1} answers first.', first, next)
        : l10n.t('These runs do not show whether {0} or {1} writes faster.', first, next),
    );
  const factor = strong(words.format.ratio(ratio));
  const [low, high] = ci95.map((value) => words.format.ratio(value));
  const ms = strong(words.duration(best.median));
  return parts(
    metric === 'ttftMs'
      ? l10n.t(
          '{0} answers first, after {1}; {2} takes {3} times as long (95% interval {4} to {5}).',
          first,
          ms,
          next,
          factor,
          low ?? '',
          high ?? '',
        )
      : l10n.t(
          '{0} writes fastest, {1} a token; {2} takes {3} times as long (95% interval {4} to {5}).',
          first,
          ms,
          next,
          factor,
          low ?? '',
          high ?? '',
        ),
  );
}

/** A longer name would bury what the sentence says; the table has it in full. */
const LONGEST_NAME = 48;
const nameOf = ({ row: { target } }: TargetView): string =>
  strong(target.name.length > LONGEST_NAME ? `${target.name.slice(0, LONGEST_NAME - 1)}…` : target.name);

/** Marks that no name holds, so that a translated sentence can be taken apart at its strong words. */
const [BEGIN, END] = ['\u0002', '\u0003'];
const strong = (text: string): string => `${BEGIN}${text.replaceAll(BEGIN, '').replaceAll(END, '')}${END}`;

const parts = (sentence: string): VerdictPart[] =>
  sentence
    .split(BEGIN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, strong: false }];
      const [bold = '', rest = ''] = piece.split(END);
      return [
        { text: bold, strong: true },
        { text: rest, strong: false },
      ];
    })
    .filter(({ text }) => text !== '');
