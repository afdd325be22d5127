import { ABSENT_WORDS } from '../../src/core/absentReasons';
import { EM_DASH } from '../../src/core/format';
import { METRIC_CATALOGUE, type MetricRow } from '../../src/core/metricCatalogue';
import { metricText } from '../../src/core/metricText';
import type { Distribution, RunReport } from '../../src/core/runReport';
import type { NumberRow } from './numbers';
import type { Words } from './words';

/** Short names of metrics that a finding touches. The report may be newer than we are and name others. */
export const affectedNames = (keys: readonly string[]): readonly string[] =>
  METRIC_CATALOGUE.filter(({ key }) => keys.includes(key)).map(({ shortTitle }) => shortTitle);

/** Every number of a finished run, in the order of the catalogue. Without an answer only what there is. */
export function reportRows(report: RunReport, words: Words): readonly NumberRow[] {
  const rows = METRIC_CATALOGUE.map((row) => reportRow(row, report, words));
  return report.metrics.ttftMs.reason === 'nothing-generated' ? rows.filter(({ isAbsent }) => !isAbsent) : rows;
}

function reportRow(row: MetricRow, report: RunReport, words: Words): NumberRow {
  const { key, title, meaning } = row;
  const { value, reason } = report.metrics[key];
  return {
    key,
    title,
    meaning,
    formula: row.explain(report, words.locale),
    value: metricText(report, key, 'table', words.locale),
    sources: row.parts(report),
    isAbsent: value === null,
    reason: reason && ABSENT_WORDS[reason],
    ...(isDistribution(value) && percentiles(value, words)),
  };
}

const isDistribution = (value: RunReport['metrics'][keyof RunReport['metrics']]['value']): value is Distribution =>
  value !== null && typeof value === 'object' && 'count' in value;

/** In a table the names of the percentiles stand beside the title, so that the column holds numbers only. */
function percentiles({ p50, p95, p99, max, count }: Distribution, words: Words): Pick<NumberRow, 'value' | 'parts'> {
  const named = [
    ['p50', p50],
    ['p95', p95],
    ['p99', p99],
    ['max', max],
  ] as const;
  const known = named.flatMap(([name, ms]) => (ms === null ? [] : [{ name, ms }]));
  if (known.length === 0) return { value: EM_DASH };
  const numbers = known.map(({ ms }) => words.exact(ms).replace(/\s*ms$/u, '')).join(' / ');
  return {
    value: `${numbers} ms`,
    parts: `${known.map(({ name }) => name).join(' / ')} · n\u00a0${words.count(count)}`,
  };
}
