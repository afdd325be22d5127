import { METRIC_CATALOGUE } from '../core/metricCatalogue';
import { isWithheld } from '../core/metricText';
import type { RunReport } from '../core/runReport';
import { verdict } from '../core/verdict';
import { reportSvg } from '../../webview/draw/reportSvg';
import { EXPORT_PALETTE, htmlStyle } from './htmlStyle';
import { phaseWords } from './phaseWords';
import { printable } from './printable';
import { costLine, metricLines, tokenLines, type NumberLine } from './reportLines';

const CHARTS_WIDTH = 900;

/**
 * A report as a page that needs nothing else: no script, no file, no network. It follows the reader's light or dark scheme
 * and holds neither the prompt nor the answer.
 */
export function renderHtml(report: RunReport): string {
  const title = `${report.target.name}, ${report.target.model}`;
  const body = [head(report), sentence(report), charts(report), numbers(report), amounts(report), findings(report)];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>
${htmlStyle()}
</style>
</head>
<body>
<main>
${body.filter((part) => part !== '').join('\n')}
${foot(report)}
</main>
</body>
</html>
`;
}

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
  return `<figure>${svg}
<figcaption>Phases in order: <ol>${phases.join('')}</ol></figcaption></figure>`;
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
  rows.length === 0
    ? ''
    : `<section><h2>${title}</h2><table>
<thead><tr><th scope="col">Number</th><th scope="col">Value</th><th scope="col">Source</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></section>`;

const tableRow = ({ title, value, source }: NumberLine, explained: string): string =>
  `<tr><th scope="row">${escape(title)}${explained}</th><td>${escape(value)}</td><td>${escape(source)}</td></tr>`;

function findings({ quality }: RunReport): string {
  if (quality.findings.length === 0) return '';
  const items = quality.findings.map(({ message }) => `<li>${escape(message)}</li>`);
  return `<section><h2>Findings</h2><ul>${items.join('')}</ul></section>`;
}

function foot({ startedAt, environment, parameters, target }: RunReport): string {
  const { extension, host, node, os } = environment;
  const facts = [
    startedAt,
    target.url,
    `cache ${parameters.cache}`,
    `Prompt Profiler ${extension}`,
    host,
    `Node ${node}`,
    os,
  ];
  return `<footer><bdi>${facts
    .filter((fact) => fact !== '')
    .map(escape)
    .join(' · ')}</bdi></footer>`;
}

/** Names and messages come from files and servers; none may open a tag or leave an attribute. */
const escape = (text: string): string => printable(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
