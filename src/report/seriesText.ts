import { EM_DASH, formatFor } from '../core/format';
import { metricRow } from '../core/metricCatalogue';
import { METRIC_UNITS } from '../core/metricText';
import type { ComparedMetric } from '../core/seriesMetrics';
import type { SeriesComparison, SeriesReport, SeriesTargetReport } from '../core/seriesReport';
import { printable } from './printable';
import {
  cacheSentence,
  chanceSentence,
  findingsSentence,
  comparisonSentence,
  countsSentence,
  driftSentences,
  endingSentence,
} from './seriesSentences';
import { BOLD, columnsOf, DIM, painter, type Style, type TextOptions } from './textStyle';
import { indent, wrap } from './wrap';

const format = formatFor('en');

/** What is shown of a series; the report holds more. */
export const SHOWN: readonly ComparedMetric[] = [
  'ttftMs',
  'ttfoMs',
  'tpotMs',
  'decodeTokensPerSecond',
  'e2eMs',
  'endToEndTokensPerSecond',
];
/** With more targets, each is set against the first only: all pairs would be read by nobody. */
const MOST_FOR_ALL_PAIRS = 3;

interface Page {
  readonly columns: number;
  readonly dim: Style;
  readonly bold: Style;
}

/** A series for a terminal: medians with their intervals, what the comparisons say, and what to bear in mind. */
export function renderSeriesText(report: SeriesReport, { width, color }: TextOptions): string {
  const paint = painter(color);
  const page: Page = { columns: columnsOf(width), dim: paint(DIM), bold: paint(BOLD) };
  const sections = [
    page.dim(wrap(headline(report), page.columns)),
    notes([endingSentence(report)], page),
    ...report.plan.prompts.flatMap((source, prompt) => promptSections(report, { source, prompt }, page)),
    notes([chanceSentence(shownComparisons(report).length)], page),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** What has to be borne in mind with a target's numbers. */
export const cautions = (target: SeriesTargetReport): (string | null)[] => [
  cacheSentence(target),
  findingsSentence(target),
  ...driftSentences(target),
];

/** What was measured, in one line. */
export function headline({ plan }: SeriesReport): string {
  const count = (number: number, what: string): string => `${format.count(number)} ${what}${number === 1 ? '' : 's'}`;
  const warmups = plan.warmups === 0 ? '' : ` after ${count(plan.warmups, 'warm-up')}`;
  const where = plan.targets.length === 1 ? plan.targets[0] : count(plan.targets.length, 'target');
  const each = plan.targets.length === 1 ? '' : ' each, in turn';
  return printable(
    `${plan.prompts.join(', ')} → ${where ?? ''}, ${count(plan.runs, 'run')}${each}${warmups}, cache ${plan.cache}; medians with 95% intervals`,
  );
}

const notes = (sentences: readonly (string | null)[], { columns }: Page): string =>
  sentences.flatMap((sentence) => (sentence === null ? [] : [wrap(printable(sentence), columns)])).join('\n');

function promptSections(
  report: SeriesReport,
  { source, prompt }: { readonly source: string; readonly prompt: number },
  page: Page,
): string[] {
  const targets = report.targets.filter((target) => target.prompt === prompt);
  const comparisons = shownComparisons(report).filter((each) => each.prompt === prompt);
  const tables = SHOWN.filter((metric) => isWorthATable(metric, targets)).map((metric) =>
    metricSection(metric, { targets, comparisons: comparisons.filter((each) => each.metric === metric) }, page),
  );
  const about = [notes(targets.map(countsSentence), page), ...tables, notes(targets.flatMap(cautions), page)];
  return report.plan.prompts.length === 1 ? about : [page.bold(printable(source)), ...about];
}

/** Time to the first answer token says something of its own only where thinking comes before it. */
export const isWorthATable = (metric: ComparedMetric, targets: readonly SeriesTargetReport[]): boolean =>
  targets.some(({ summary }) => summary[metric] && (metric !== 'ttfoMs' || summary.thinkingMs));

/** The comparisons that somebody would read. */
export function shownComparisons({ plan, targets, comparisons }: SeriesReport): SeriesComparison[] {
  const all = plan.targets.length <= MOST_FOR_ALL_PAIRS;
  const isShown = (metric: ComparedMetric): boolean => SHOWN.includes(metric) && isWorthATable(metric, targets);
  return comparisons.filter(({ metric, a }) => isShown(metric) && (all || a === plan.targets[0]));
}

interface MetricRows {
  readonly targets: readonly SeriesTargetReport[];
  readonly comparisons: readonly SeriesComparison[];
}

function metricSection(metric: ComparedMetric, { targets, comparisons }: MetricRows, page: Page): string {
  const rows = targets.map((target) => cells(metric, target));
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .map((cell, column) => (column < 2 ? cell : page.dim(cell)))
      .join('  '),
  );
  const said = comparisons.map((each) => wrap(printable(comparisonSentence(each)), page.columns - 4));
  return [page.bold(metricRow(metric).title), ...[...lines, ...said].map(indent)].join('\n');
}

/** Name, median, interval, and how far the runs went. */
export function cells(metric: ComparedMetric, { target, summary }: SeriesTargetReport): string[] {
  const found = summary[metric];
  const name = printable(target.name);
  if (!found) return [name, EM_DASH];
  const { median, ci95, p95, max, n } = found;
  const interval = ci95 ? `${valueText(metric, ci95[0])} … ${valueText(metric, ci95[1])}` : 'no interval below 5 runs';
  const far = p95 === null ? `max ${valueText(metric, max)}` : `p95 ${valueText(metric, p95)}`;
  return [name, valueText(metric, median), interval, `n ${format.count(n)}, ${far}`];
}

const valueText = (metric: ComparedMetric, value: number): string =>
  METRIC_UNITS[metric] === 'ms' ? format.duration(value, 'table') : format.tokenSpeed(value, 'table');
