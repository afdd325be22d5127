import { METRIC_CATALOGUE } from '../core/metricCatalogue';
import { isWithheld } from '../core/metricText';
import type { RunReport } from '../core/runReport';
import { verdict } from '../core/verdict';
import { reportSvg } from '../../webview/draw/reportSvg';
import { escapeHtml as escape, htmlFigure, htmlFoot, htmlList, htmlPage, htmlTable } from './htmlPage';
import { EXPORT_PALETTE } from './htmlStyle';
import { phaseWords } from './phaseWords';
import { costLine, metricLines, tokenLines, type NumberLine } from './reportLines';

const CHARTS_WIDTH = 900;

/** A run as a page that needs nothing else. It holds neither the prompt nor the answer. */
export const renderHtml = (report: RunReport): string =>
  htmlPage(`${report.target.name}, ${report.target.model}`, [
    head(report),
    sentence(report),
    charts(report),
    numbers(report),
    amounts(report),
    findings(report),
    foot(report),
  ]);

const head = ({ target, prompt, quality }: RunReport): string =>
  `<header><p><bdi>${escape(prompt.source)}</bdi> → <strong><bdi>${escape(target.name)}</bdi></strong> ` +
  `<bdi>${escape(target.model)}</bdi> · ${escape(target.protocol)}</p><p>Grade ${quality.grade}</p></header>`;

const sentence = (report: RunReport): string =>
  `<h1>${verdict(report)
    .map(({ text, strong }) => (strong ? `<strong>${escape(text)}</strong>` : escape(text)))
    .join('')}</h1>`;

/** The table of numbers holds what the charts show. */
function charts(report: RunReport): string {
  const svg = reportSvg(report, { width: CHARTS_WIDTH, palette: EXPORT_PALETTE, locale: 'en' });
  if (svg === null) return '';
  const phases = phaseWords(report.phases).map((phase) => `<li>${escape(phase)}</li>`);
  return htmlFigure('Phases, chunks and speed over time', svg, `Phases in order: <ol>${phases.join('')}</ol>`);
}

function numbers(report: RunReport): string {
  const rows = METRIC_CATALOGUE.filter(({ key }) => {
    const { value, reason } = report.metrics[key];
    return value !== null || isWithheld(reason);
  }).map((row) => {
    const [first, ...others] = metricLines(report, row);
    const explained = `<p>${escape(row.meaning)} <span>${escape(row.explain(report))}</span></p>`;
    return [first ? tableRow(first, explained) : '', ...others.map((line) => tableRow(line, ''))].join('\n');
  });
  return table('Numbers', rows);
}

function amounts(report: RunReport): string {
  const lines = [...tokenLines(report), costLine(report)].map((line) => tableRow(line, ''));
  return table('Tokens and cost', lines);
}

const table = (title: string, rows: readonly string[]): string =>
  rows.length === 0 ? '' : `<section><h2>${title}</h2>${htmlTable(['Number', 'Value', 'Source'], rows)}</section>`;

const tableRow = ({ title, value, source }: NumberLine, explained: string): string =>
  `<tr><th scope="row">${escape(title)}${explained}</th><td>${escape(value)}</td><td>${escape(source)}</td></tr>`;

const findings = ({ quality }: RunReport): string =>
  quality.findings.length === 0
    ? ''
    : `<section><h2>Findings</h2>${htmlList(quality.findings.map(({ message }) => message))}</section>`;

function foot({ startedAt, environment, parameters, target }: RunReport): string {
  const { extension, host, node, os } = environment;
  const measuredOn = [`Prompt Profiler ${extension}`, host, `Node ${node}`, os];
  return htmlFoot([startedAt, target.url, `cache ${parameters.cache}`, ...measuredOn]);
}
