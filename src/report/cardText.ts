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
  ...textTable(
    cardTable(card).map(([what = '', value = '', interval = '', single = '']) => [
      ...[what, value, interval, single === '' ? '' : `single requests ${single}`],
    ]),
  ),
  ...cardSentences(card).map((sentence) => wrap(printable(sentence), columns)),
];

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
