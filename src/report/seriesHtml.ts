import { metricRow } from '../core/metricCatalogue';
import type { ComparedMetric } from '../core/seriesMetrics';
import type { SeriesReport, SeriesTargetReport } from '../core/seriesReport';
import { seriesSvg } from '../../webview/draw/compare/seriesSvg';
import { escapeHtml as escape, htmlFigure, htmlFoot, htmlList, htmlPage, htmlTable } from './htmlPage';
import { EXPORT_PALETTE } from './htmlStyle';
import { chanceSentence, comparisonSentence, countsSentence, endingSentence } from './seriesSentences';
import { cautions, cells, headline, isWorthATable, SHOWN, shownComparisons } from './seriesText';

const CHARTS_WIDTH = 868;

/** A series as a page that needs nothing else. It holds neither the prompt nor the answers. */
export const renderSeriesHtml = (report: SeriesReport): string =>
  htmlPage(`Comparison: ${report.plan.targets.join(', ')}`, [
    `<h1>${escape(headline(report))}</h1>`,
    htmlList([endingSentence(report), ...report.targets.map(countsSentence)]),
    ...report.plan.prompts.flatMap((source, prompt) => promptSections(report, source, prompt)),
    toBearInMind(report),
    foot(report),
  ]);

function promptSections(report: SeriesReport, source: string, prompt: number): string[] {
  const targets = report.targets.filter((target) => target.prompt === prompt);
  return [
    report.plan.prompts.length === 1 ? '' : `<h2><bdi>${escape(source)}</bdi></h2>`,
    ...charts(targets),
    ...SHOWN.map((metric) => numbers(metric, targets, report)),
  ];
}

/** Medians, intervals and what they say: all that the charts show, as numbers. */
function numbers(metric: ComparedMetric, targets: readonly SeriesTargetReport[], report: SeriesReport): string {
  if (!isWorthATable(metric, targets)) return '';
  const rows = targets.map((target) => {
    const [name = '', median = '', interval = '', far = ''] = cells(metric, target);
    const values = [median, interval, far].map((value) => `<td>${escape(value)}</td>`);
    return `<tr><th scope="row"><bdi>${escape(name)}</bdi></th>${values.join('')}</tr>`;
  });
  const said = shownComparisons(report).filter((each) => each.metric === metric && each.prompt === targets[0]?.prompt);
  const table = htmlTable(['Target', 'Median', '95% interval', 'Runs'], rows);
  return `<section><h2>${escape(metricRow(metric).title)}</h2>${table}${htmlList(said.map(comparisonSentence))}</section>`;
}

const charts = (targets: readonly SeriesTargetReport[]): string[] =>
  seriesSvg(targets, { width: CHARTS_WIDTH, palette: EXPORT_PALETTE, locale: 'en' }).map(
    ({ title, svg }) => `<section><h2>${escape(title)}</h2>${htmlFigure(title, svg)}</section>`,
  );

function toBearInMind(report: SeriesReport): string {
  const chance = chanceSentence(shownComparisons(report).length);
  const list = htmlList([...report.targets.flatMap(cautions), chance]);
  return list === '' ? '' : `<section><h2>To bear in mind</h2>${list}</section>`;
}

function foot({ startedAt, plan, targets }: SeriesReport): string {
  const environment = targets.flatMap(({ runs, warmups }) => [...runs, ...warmups])[0]?.environment;
  const measuredOn = environment
    ? [`Prompt Profiler ${environment.extension}`, environment.host, `Node ${environment.node}`, environment.os]
    : [];
  return htmlFoot([startedAt, ...plan.prompts, `cache ${plan.cache}`, ...measuredOn]);
}
