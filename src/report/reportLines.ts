import { ABSENT_SENTENCES } from '../core/absentReasons';
import { AT_LEAST_SIGN, EM_DASH, ESTIMATED_SIGN, formatFor } from '../core/format';
import { METRIC_CATALOGUE, type MetricRow } from '../core/metricCatalogue';
import { isWithheld, metricText } from '../core/metricText';
import type { Distribution, RunReport } from '../core/runReport';

/** One number of a report as a line: what it is, what it says, where it came from. */
export interface NumberLine {
  readonly title: string;
  readonly value: string;
  readonly source: string;
}

const format = formatFor('en');

/** Numbers that are there or were withheld; those for which there was nothing to measure are left out. */
export function numberLines(report: RunReport): NumberLine[] {
  return METRIC_CATALOGUE.filter(({ key }) => isWorthALine(report, key)).flatMap((row) => metricLines(report, row));
}

/** One metric as lines: a distribution has one for each percentile. */
export function metricLines(report: RunReport, row: MetricRow): NumberLine[] {
  const { value } = report.metrics[row.key];
  const source = sourceText(report, row);
  if (value === null || typeof value === 'number' || Array.isArray(value))
    return [{ title: row.title, value: metricText(report, row.key, 'table'), source }];
  return distributionLines(value, row.title, source);
}

/** A distribution has a line for each of its percentiles that the sample carries. */
function distributionLines({ p50, p95, p99, max, count }: Distribution, title: string, source: string): NumberLine[] {
  const named = [
    [`${title}, p50`, p50],
    ['… p95', p95],
    ['… p99', p99],
    ['… max', max],
  ] as const;
  return named.flatMap(([name, ms]) =>
    ms === null
      ? []
      : [{ title: name, value: format.duration(ms, 'table'), source: `${source}, n ${format.count(count)}` }],
  );
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
    tokenLine('Input tokens', input.total, [input.source, part(input.cached, 'cached')]),
    tokenLine('Output tokens', output.total, [output.source, part(output.reasoning, 'reasoning')]),
  ];
  if (!localCount || (input.source !== 'reported' && output.source !== 'reported')) return lines;
  const [before, after] = [localCount.input, localCount.output].map((count) =>
    count === null ? EM_DASH : format.count(count),
  );
  return [...lines, { title: 'Counted locally', value: `${before} in, ${after} out`, source: localCount.tokenizer }];
}

const part = (count: number | null, what: string): string | null =>
  count === null || count === 0 ? null : `${format.count(count)} of them ${what}`;

function tokenLine(title: string, total: number | null, [source, of]: readonly (string | null)[]): NumberLine {
  if (total === null) return { title, value: EM_DASH, source: 'not known' };
  const sign = source === 'estimated' ? `${ESTIMATED_SIGN} ` : '';
  return { title, value: `${sign}${format.count(total)}`, source: joined(source, of) };
}

/** The cost as a line, with where its price is from and what a thousand such calls would cost. */
export function costLine({ cost, costReason }: RunReport): NumberLine {
  if (!cost) return { title: 'Cost', value: EM_DASH, source: costReason ?? 'not known' };
  const sources = { 'user-price': 'your price', 'price-table': 'price table', local: 'runs on this machine' };
  const thousand = cost.totalUsd > 0 && !cost.atLeast ? format.usdPerThousand(cost.totalUsd) : null;
  return {
    title: 'Cost',
    value: `${cost.atLeast ? `${AT_LEAST_SIGN} ` : ''}${format.usd(cost.totalUsd)}`,
    source: joined(cost.atLeast ? 'unknown, at least this' : null, thousand, sources[cost.source], cost.priceDate),
  };
}

const joined = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(', ');
