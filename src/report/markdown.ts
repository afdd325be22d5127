import type { RunReport } from '../core/runReport';
import { verdict } from '../core/verdict';
import { escapeMarkdown as escape } from './escapeMarkdown';
import { connectionText } from './connectionText';
import { phaseWords } from './phaseWords';
import { costLine, numberLines, tokenLines, type NumberLine } from './reportLines';

/** A report as Markdown, to be pasted into an issue or a page. Holds neither the prompt nor the answer. */
export function renderMarkdown(report: RunReport): string {
  const sections = [
    `## ${escape(report.target.name)}, ${escape(report.target.model)}`,
    verdict(report)
      .map(({ text, strong }) => (strong ? `**${escape(text)}**` : escape(text)))
      .join(''),
    table(['Number', 'Value', 'Source'], [...numberLines(report), ...tokenLines(report), costLine(report)]),
    phases(report),
    findings(report),
    footer(report),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function table(head: readonly string[], lines: readonly NumberLine[]): string {
  const rows = lines.map(({ title, value, source }) => `| ${[title, value, source].map(escape).join(' | ')} |`);
  return [`| ${head.join(' | ')} |`, '|---|---:|---|', ...rows].join('\n');
}

function phases(report: RunReport): string {
  const parts = phaseWords(report.phases);
  return parts.length === 0 ? '' : `Phases: ${parts.join(' → ')}`;
}

const findings = ({ quality }: RunReport): string =>
  quality.findings.map(({ code, message }) => `- \`${code}\`: ${escape(message)}`).join('\n');

function footer(report: RunReport): string {
  const { startedAt, quality, environment, prompt } = report;
  const way = connectionText(report);
  const facts = [
    startedAt,
    prompt.source,
    ...(way === '' ? [] : [way]),
    environment.host,
    environment.os,
    `Prompt Profiler ${environment.extension}`,
  ];
  return `Grade ${quality.grade} · ${facts.map(escape).join(' · ')}`;
}
