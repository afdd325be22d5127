import { EM_DASH, formatFor } from '../core/format';
import type { Prediction, WorkloadCard } from '../core/sweep/cardReport';
import type { CardMetric } from '../core/sweep/sweepWords';
import { printable } from './printable';
import { textTable } from './textTable';
import { wrap } from './wrap';

const format = formatFor('en');

const TITLES: Readonly<Record<CardMetric, string>> = {
  ttftMs: 'Time to first token',
  tpotMs: 'Time per output token',
  e2eMs: 'End-to-end latency',
  decodeTokensPerSecond: 'Decode speed',
  usdPerThousand: 'Cost of 1 000 calls',
  usdPerMonth: 'Cost of a month',
};

/** Predictions of a workload card as a table, then its claims as sentences. */
export const cardLines = (card: WorkloadCard, columns: number): string[] => [
  ...predictionLines(cardTable(card), columns),
  ...cardSentences(card).map((sentence) => wrap(printable(sentence), columns)),
];

/** One table, or where that is too wide the single requests in one of their own. */
function predictionLines(rows: readonly string[][], columns: number): string[] {
  const singles = rows.filter(([, , , single = '']) => single !== '');
  const all = textTable([['Prediction', 'value', '95% interval', ...(singles.length > 0 ? [SINGLE] : [])], ...rows]);
  if (all.every((line) => line.length <= columns)) return all;
  return [
    ...textTable([['Prediction', 'value', '95% interval'], ...rows.map((row) => row.slice(0, 3))]),
    ...textTable([['', SINGLE], ...singles.map(([what = '', , , single = '']) => [what, single])]),
  ];
}

const SINGLE = 'single requests';

/** A row for each prediction: what, value, interval, interval of single requests. */
export const cardTable = ({ predictions }: WorkloadCard): string[][] =>
  predictions.map((each) => [TITLES[each.metric], ...cells(each)]);

/** What has to be known to read the predictions, then the claims. */
export function cardSentences({ predictions, claims }: WorkloadCard): string[] {
  const notes = predictions.filter(({ value, extrapolates }) => value === null || extrapolates);
  return [
    ...notes.map((each) => `${TITLES[each.metric]}: ${noteOf(each)}`),
    ...claims.map(
      ({ metric, relation, value, verdict, sentence }) =>
        `Claim "${TITLES[metric].toLowerCase()} ${relation === 'at-most' ? 'at most' : 'at least'} ${valueText(metric, value)}": ${verdict}. ${sentence}`,
    ),
  ];
}

const noteOf = ({ value, basis }: Prediction): string =>
  value === null ? basis : 'an extrapolation, as this lies beyond what was measured.';

function cells({ metric, value, ci95, runInterval }: Prediction): string[] {
  if (value === null) return [EM_DASH];
  const text = (ends: readonly [number, number] | null): string =>
    ends === null || ends[0] === ends[1] ? '' : `${valueText(metric, ends[0])} … ${valueText(metric, ends[1])}`;
  return [valueText(metric, value), text(ci95), text(runInterval)];
}

function valueText(metric: CardMetric, value: number): string {
  if (metric === 'usdPerThousand' || metric === 'usdPerMonth') return value === 0 ? 'nothing' : format.usd(value);
  return metric === 'decodeTokensPerSecond' ? format.tokenSpeed(value, 'table') : format.duration(value, 'table');
}
