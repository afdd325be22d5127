import { formatFor } from '../core/format';
import type { RunReport } from '../core/runReport';
import type { PhaseName } from '../core/vocabulary';
import { verdict } from '../core/verdict';
import { connectionText } from './connectionText';
import { phaseBar } from './phaseBar';
import { printable } from './printable';
import { costLine, numberLines, tokenLines, type NumberLine } from './reportLines';
import { BOLD, columnsOf, DIM, painter, type Style, type TextOptions } from './textStyle';
import { indent, wrap } from './wrap';

const format = formatFor('en');

/** ANSI colours of the phases, the same hue for the same kind of time as in the panel. */
const PHASE_COLORS: Readonly<Record<PhaseName, number>> = {
  dns: 32,
  connect: 32,
  tls: 32,
  send: 32,
  wait: 90,
  load: 33,
  queue: 35,
  prefill: 33,
  thinking: 35,
  decode: 36,
  tail: 90,
};

/** A report for a terminal: verdict, phases to scale, numbers with their sources, findings. */
export function renderText(report: RunReport, { width, color }: TextOptions): string {
  const columns = columnsOf(width);
  const paint = painter(color);
  const sections = [
    paint(DIM)(wrap(headline(report), columns)),
    verdictText(report, columns, paint(BOLD)),
    phasesText(report, columns, paint),
    table([...numberLines(report), ...tokenLines(report), costLine(report)], columns, paint(DIM)),
    findingsText(report, columns),
    connectionLine(report, columns, paint(DIM)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const headline = ({ prompt, target, quality }: RunReport): string =>
  printable(`${prompt.source} → ${target.name} (${target.model}), grade ${quality.grade}`);

/** Broken between words, with a strong number in one piece with its unit; escape codes take no columns. */
function verdictText(report: RunReport, columns: number, bold: Style): string {
  const words = verdict(report).flatMap(({ text, strong }) =>
    strong
      ? [{ text, style: bold }]
      : printable(text)
          .split(/(?<= )/)
          .map((word) => ({ text: word, style: plain })),
  );
  let column = 0;
  const broken = words.map(({ text, style }) => {
    const breaks = column > 0 && column + text.trimEnd().length > columns;
    column = breaks ? text.length : column + text.length;
    return (breaks ? '\n' : '') + style(text);
  });
  return broken.join('').replaceAll(' \n', '\n');
}

const plain: Style = (text) => text;

function phasesText({ phases }: RunReport, columns: number, paint: (code: number) => Style): string {
  const bar = phaseBar(phases, columns).map(({ phase, text }) => paint(PHASE_COLORS[phase.name])(text));
  if (bar.length === 0) return '';
  const legend = phases.map(({ name, startMs, endMs, source }) => {
    const said = source === 'reported' ? ' (reported)' : '';
    return `${name} ${format.duration(endMs - startMs, 'card')}${said}`;
  });
  return `${bar.join('')}\n${wrap(legend.join(', '), columns)}`;
}

function table(lines: readonly NumberLine[], columns: number, dim: Style): string {
  const titleWidth = Math.max(...lines.map(({ title }) => title.length));
  const valueWidth = Math.max(...lines.map(({ value }) => value.length));
  return lines
    .map(({ title, value, source }) => {
      const start = `${title.padEnd(titleWidth)}  ${value.padStart(valueWidth)}`;
      const words = printable(source);
      return start.length + 2 + words.length <= columns
        ? `${start}  ${dim(words)}`
        : `${start}\n${indent(dim(wrap(words, columns - 4)))}`;
    })
    .join('\n');
}

function connectionLine(report: RunReport, columns: number, dim: Style): string {
  const way = printable(connectionText(report));
  return way === '' ? '' : dim(wrap(`Connected ${way}`, columns));
}

const findingsText = ({ quality }: RunReport, columns: number): string =>
  quality.findings.map(({ code, message }) => `${code}\n${indent(wrap(printable(message), columns - 4))}`).join('\n');
