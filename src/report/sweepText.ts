import { EM_DASH, formatFor } from '../core/format';
import type { WorkloadCard } from '../core/sweep/cardReport';
import type { SweepReport } from '../core/sweep/sweepReport';
import { cardLines } from './cardText';
import { lengthSections } from './lengthText';
import { loadSections } from './loadText';
import { printable } from './printable';
import { amountsText } from './sweepAmounts';
import { BOLD, columnsOf, DIM, painter, type Style, type TextOptions } from './textStyle';
import { indent, wrap } from './wrap';

/** How a section is set. */
export interface SweepPage {
  readonly columns: number;
  readonly dim: Style;
  readonly bold: Style;
}

/** A sweep for a terminal: figures, what they mean, and what to bear in mind. */
export function renderSweepText(report: SweepReport, { width, color }: TextOptions): string {
  const paint = painter(color);
  const page: SweepPage = { columns: columnsOf(width), dim: paint(DIM), bold: paint(BOLD) };
  const sections = [
    page.dim(wrap(headline(report), page.columns)),
    wrap(printable(outcomeSentence(report)), page.columns),
    ...(report.length ? lengthSections(report.length, page) : []),
    ...(report.load ? loadSections(report.load, page) : []),
    ...(report.card ? [cardSection(report.card, page)] : []),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** How it ended, and what it used. */
export const outcomeSentence = ({ endingSentence, spent }: SweepReport): string =>
  `${endingSentence} It used ${amountsText(spent, spent.atLeast)}.`;

/** Whom it is about. */
export function headline({ target, length }: SweepReport): string {
  const what = length ? 'over the length of the prompt, medians with 95% intervals' : 'under load';
  return printable(`${target.name || EM_DASH} ${what}`);
}

const cardSection = (card: WorkloadCard, page: SweepPage): string =>
  [page.bold(cardTitle(card)), ...cardLines(card, page.columns - 4).map(indent)].join('\n');

export function cardTitle({ workload }: WorkloadCard): string {
  const { inputTokens, outputTokens, users, requestsPerSecond, requestsPerMonth = null } = workload;
  const format = formatFor('en');
  const load =
    requestsPerSecond !== null
      ? `, ${format.decimal(requestsPerSecond, 2)} requests/s`
      : users === null
        ? ''
        : `, ${format.decimal(users, 0)} ${users === 1 ? 'user' : 'users'}`;
  const month = requestsPerMonth === null ? '' : `, ${format.count(requestsPerMonth)} requests a month`;
  return `Workload: ${format.count(inputTokens)} tokens in, ${format.count(outputTokens)} out${load}${month}`;
}
