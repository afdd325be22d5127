import { ABSENT_SENTENCES } from '../core/absentReasons';
import { EM_DASH, ESTIMATED_SIGN, formatFor } from '../core/format';
import { METRIC_CATALOGUE, type MetricRow } from '../core/metricCatalogue';
import { isWithheld, metricText } from '../core/metricText';
import type { RunReport } from '../core/runReport';

/** One number of a report as a line: what it is, what it says, where it came from. */
export interface NumberLine {
  readonly title: string;
  readonly value: string;
  readonly source: string;
}

const format = formatFor('en');

/** Numbers that are there or were withheld; those for which there was nothing to measure are left out. */
export function numberLines(report: RunReport): NumberLine[] {
  return METRIC_CATALOGUE.filter(({ key }) => isWorthALine(report, key)).map((row) => ({
    title: row.title,
    value: metricText(report, row.key, 'table'),
    source: sourceText(report, row),
  }));
}

function isWorthALine(report: RunReport, key: MetricRow['key']): boolean {
  const { value, reason } = report.metrics[key];
  return value !== null || isWithheld(reason);
}

function sourceText(report: RunReport, row: MetricRow): string {
  const { source, reason } = report.metrics[row.key];
  if (source === null) return reason === undefined ? '' : ABSENT_SENTENCES[reason];
  const parts = row.parts(report);
  return parts.length > 1 ? `${source} (${parts.join(' ÷ ')})` : source;
}

/** Token counts as lines. */
export function tokenLines({ tokens }: RunReport): NumberLine[] {
  const { input, output, localCount } = tokens;
  const lines = [
    line(
      'Input tokens',
      input.total,
      input.source,
      input.cached ? `, ${format.count(input.cached)} of them cached` : '',
    ),
    line(
      'Output tokens',
      output.total,
      output.source,
      output.reasoning ? `, ${format.count(output.reasoning)} of them reasoning` : '',
    ),
  ];
  if (!localCount || (input.source !== 'reported' && output.source !== 'reported')) return lines;
  const [before, after] = [localCount.input, localCount.output].map((count) =>
    count === null ? EM_DASH : format.count(count),
  );
  return [...lines, { title: 'Counted locally', value: `${before} in, ${after} out`, source: localCount.tokenizer }];
}

function line(title: string, total: number | null, source: string | null, rest: string): NumberLine {
  if (total === null) return { title, value: EM_DASH, source: 'not known' };
  const sign = source === 'estimated' ? `${ESTIMATED_SIGN} ` : '';
  return { title, value: `${sign}${format.count(total)}${rest}`, source: source ?? '' };
}

/** The cost as a line, with its price and what a thousand such calls would cost. */
export function costLine({ cost, costReason }: RunReport): NumberLine {
  if (!cost) return { title: 'Cost', value: EM_DASH, source: costReason ?? 'not known' };
  const value = cost.atLeast
    ? `unknown, at least ${format.usd(cost.totalUsd)}`
    : `${format.usd(cost.totalUsd)} (${format.usdPerThousand(cost.totalUsd)})`;
  const sources = { 'user-price': 'your price', 'price-table': 'price table', local: 'runs on this machine' };
  return { title: 'Cost', value, source: [sources[cost.source], cost.priceDate].filter(Boolean).join(', ') };
}
