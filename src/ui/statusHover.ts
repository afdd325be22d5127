import * as l10n from '@vscode/l10n';
import { ABSENT_SENTENCES } from '../core/absentReasons';
import { EM_DASH, ESTIMATED_SIGN, type Format } from '../core/format';
import { SOURCE_WORDS } from '../core/sourceWords';
import { translated } from '../core/translated';
import type { Source } from '../core/vocabulary';
import type { MetricKey, RunReport, ScalarMetric } from '../core/runReport';

export interface HoverState {
  readonly targetName: string;
  readonly isRunning: boolean;
  readonly last: RunReport | null;
}

const HEADLINE = [
  ['ttftMs', l10n.t('Time to first token'), 'ms'],
  ['tpotMs', l10n.t('Time per output token'), 'ms'],
  ['decodeTokensPerSecond', l10n.t('Decode speed'), 'speed'],
  ['e2eMs', l10n.t('End-to-end latency'), 'ms'],
] as const satisfies readonly (readonly [MetricKey, string, 'ms' | 'speed'])[];

const STATUS_WORDS: Readonly<Record<RunReport['outcome']['status'], string>> = {
  completed: l10n.t('completed'),
  failed: l10n.t('failed'),
  cancelled: l10n.t('cancelled'),
};

/** The editor sets the columns of a hover close together; a number and its source are two things. */
const GAP = '\u2003';

/** As uncertain as the number of tokens is. */
const MADE_OF_TOKENS: ReadonlySet<MetricKey> = new Set(['tpotMs', 'decodeTokensPerSecond']);

/** The commands that the hover may run. */
export const HOVER_COMMANDS = ['openPanel', 'selectTarget', 'stop', 'runAgain', 'copyMarkdown'].map(
  (name) => `promptProfiler.${name}`,
);

/** The hover of the status bar, as Markdown: the headline numbers of the last run with their sources, and what to do. */
export function statusHover({ targetName, isRunning, last }: HoverState, format: Format): string {
  const blocks = [`**Prompt Profiler** · ${l10n.t('next run: {0}', escapeMarkdown(targetName))}`];
  if (last) blocks.push(...lastRun(last, format));
  blocks.push(actions(isRunning, last !== null));
  return blocks.join('\n\n');
}

function lastRun(report: RunReport, format: Format): string[] {
  const { target, prompt, outcome } = report;
  // Why a failed run has no numbers is told by its error, once.
  const told = HEADLINE.filter(([key]) => outcome.error === null || report.metrics[key].value !== null);
  const rows = told.map(([key, title, unit]) => {
    const isAbout = report.tokens.output.source === 'estimated' && MADE_OF_TOKENS.has(key);
    return row(isAbout ? `${title} (${ESTIMATED_SIGN})` : title, report.metrics[key], unit, format);
  });
  const blocks = [
    l10n.t(
      'Last run: {0}, {1} ({2})',
      escapeMarkdown(target.name),
      escapeMarkdown(prompt.source),
      STATUS_WORDS[outcome.status],
    ),
  ];
  if (outcome.error) blocks.push(`$(error) ${escapeMarkdown(translated(outcome.error.message))}`);
  const table = [...rows, ...tokenRows(report, format), ...costRow(report, format)];
  return table.length > 0 ? [...blocks, ['| | | |', '|---|---:|---|', ...table].join('\n')] : blocks;
}

function row(title: string, { value, source, reason }: ScalarMetric, unit: 'ms' | 'speed', format: Format): string {
  if (value === null) return `| ${title} | ${EM_DASH} | ${GAP}${reason ? ABSENT_SENTENCES[reason] : ''} |`;
  const shown = unit === 'ms' ? format.duration(value, 'table') : format.tokenSpeed(value, 'table');
  return `| ${title} | ${shown} | ${GAP}${sourceWord(source)} |`;
}

const sourceWord = (source: Source | null): string => (source === null ? '' : SOURCE_WORDS[source]);

function tokenRows({ tokens }: RunReport, format: Format): string[] {
  return (['input', 'output'] as const).flatMap((side) => {
    const { total, source } = tokens[side];
    const title = side === 'input' ? l10n.t('Input tokens') : l10n.t('Output tokens');
    return total === null ? [] : [`| ${title} | ${format.count(total)} | ${GAP}${sourceWord(source)} |`];
  });
}

function costRow({ cost }: RunReport, format: Format): string[] {
  if (cost === null) return [];
  const origin =
    cost.source === 'price-table'
      ? l10n.t('price table of {0}', cost.priceDate ?? l10n.t('unknown date'))
      : cost.source;
  return [`| ${l10n.t('Cost')} | ${cost.atLeast ? '≥ ' : ''}${format.usd(cost.totalUsd)} | ${GAP}${origin} |`];
}

function actions(isRunning: boolean, hasRun: boolean): string {
  const links = [
    isRunning ? `[${l10n.t('Stop')}](command:promptProfiler.stop)` : null,
    `[${l10n.t('Open Panel')}](command:promptProfiler.openPanel)`,
    `[${l10n.t('Select Target')}](command:promptProfiler.selectTarget)`,
    hasRun && !isRunning ? `[${l10n.t('Run Again')}](command:promptProfiler.runAgain)` : null,
    hasRun && !isRunning ? `[${l10n.t('Copy as Markdown')}](command:promptProfiler.copyMarkdown)` : null,
  ];
  return links.filter((link) => link !== null).join(' · ');
}

/** Names and messages come from files and servers: shown as they are, never as links, images or HTML. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()#+\-!~|$@]/g, '\\$&')
    // An address of a server is no page to be opened, and one in an error is anybody's.
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\s+/g, ' ');
