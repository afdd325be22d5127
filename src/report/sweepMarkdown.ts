import type { WorkloadCard } from '../core/sweep/cardReport';
import type { LengthPart } from '../core/sweep/lengthReport';
import type { LoadPart } from '../core/sweep/loadReport';
import type { SweepReport } from '../core/sweep/sweepReport';
import { cardSentences, cardTable } from './cardText';
import { escapeMarkdown as escape } from './escapeMarkdown';
import { lengthCurves, lengthNotes, lengthTable } from './lengthText';
import { levelNotes, loadFindings, loadSentences, loadTable } from './loadText';
import { cardTitle, headline, outcomeSentence } from './sweepText';

/** A sweep as Markdown, to be pasted into an issue or a page. Holds neither prompts nor answers. */
export function renderSweepMarkdown(report: SweepReport): string {
  const { length, load, card, startedAt } = report;
  const sections = [
    `## ${escape(headline(report))}`,
    escape(outcomeSentence(report)),
    ...(length ? lengthParts(length) : []),
    ...(load ? loadParts(load) : []),
    ...(card ? cardParts(card) : []),
    escape(`${startedAt} · ${length?.plan.text ?? load?.plan.text ?? ''}`),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const lengthParts = (part: LengthPart): string[] => [
  tableOf(lengthTable(part)),
  ...lengthCurves(part).flatMap(({ title, rows, note }) => [
    `### ${escape(title)}`,
    tableOf([['Part', 'value', '95% interval'], ...rows]),
    escape(note),
  ]),
  listOf(lengthNotes(part)),
];

const loadParts = (part: LoadPart): string[] => [
  part.levels.length === 0 ? '' : tableOf(loadTable(part)),
  listOf([
    ...loadSentences(part),
    ...loadTable(part)
      .slice(1)
      .flatMap(([load = ''], index) => {
        const level = part.levels[index];
        return level ? levelNotes(level).map((note) => `${load}: ${note}`) : [];
      }),
  ]),
  ...loadFindings(part).flatMap(({ title, lines }) => [`### ${escape(title)}`, listOf(lines)]),
];

const cardParts = (card: WorkloadCard): string[] => [
  `### ${escape(cardTitle(card))}`,
  tableOf(
    [
      ['Metric', 'value', '95% interval', 'single requests', 'computed from'],
      ...cardTable(card).map(([what = '', value = '', interval = '', single = ''], index) => [
        ...[what, value, interval, single],
        card.predictions[index]?.basis ?? '',
      ]),
    ],
    [0, 4],
  ),
  listOf(cardSentences(card)),
];

/** The columns of words stand left, those of numbers right. */
function tableOf([head = [], ...rows]: readonly string[][], words: readonly number[] = [0]): string {
  const line = (cells: readonly string[]): string =>
    `| ${head.map((_, index) => escape(cells[index] ?? '')).join(' | ')} |`;
  return [
    line(head),
    `|${head.map((_, index) => (words.includes(index) ? '---|' : '---:|')).join('')}`,
    ...rows.map(line),
  ].join('\n');
}

const listOf = (sentences: readonly string[]): string => sentences.map((each) => `- ${escape(each)}`).join('\n');
