import { EM_DASH, formatFor } from '../core/format';
import { statedLoad } from '../core/sweep/findKnee';
import type { Evidence, LoadLevel, LoadPart } from '../core/sweep/loadReport';
import type { Distribution } from '../core/runReport';
import { latencyTable, throughputTable } from './loadColumns';
import { printable } from './printable';
import type { SweepPage } from './sweepText';
import { textTable } from './textTable';
import { indent, wrap } from './wrap';

const format = formatFor('en');

/** What a sweep under load says: tables of the levels, and what follows from it. */
export function loadSections(part: LoadPart, page: SweepPage): string[] {
  const { levels } = part;
  const paragraph = (text: string): string => wrap(printable(text), page.columns);
  const notes = levels.flatMap((level) => levelNotes(level).map((note) => paragraph(`${statedLoad(level)}: ${note}`)));
  const found = loadFindings(part).map(({ title, lines }) =>
    [page.bold(title), ...lines.map((line) => indent(wrap(printable(line), page.columns - 4)))].join('\n'),
  );
  return [
    ...tables(levels, page),
    ...(notes.length === 0 ? [] : [page.dim(notes.join('\n'))]),
    loadSentences(part).map(paragraph).join('\n'),
    ...found,
  ];
}

function tables(levels: readonly LoadLevel[], { columns, bold }: SweepPage): string[] {
  if (levels.length === 0) return [];
  const fits = (rows: string[][]): boolean => textTable(rows).every((line) => line.length <= columns);
  return [throughputTable(levels), latencyTable(levels, fits)].map((rows) => {
    const [titles = '', ...lines] = textTable(rows);
    return [bold(titles), ...lines].join('\n');
  });
}

/** A row for each level, with the headings first. */
export const loadTable = ({ levels }: LoadPart): string[][] => [
  [
    ...['Load', 'requests', 'first token', 'p95', 'per token', 'end to end'],
    ...['a user', 'all users', 'answers/s', 'in budget'],
  ],
  ...levels.map(levelCells),
];

/** What follows from all levels together. */
export const loadSentences = ({ knee, withinBudgets, levels }: LoadPart): string[] =>
  [knee?.sentence, levels.length === 0 ? null : withinBudgets.sentence].flatMap((sentence) => sentence ?? []);

export interface FindingText {
  readonly title: string;
  /** The sentence first, then its evidence. */
  readonly lines: string[];
}

/** What limits the server and how it batches, as far as that was found out. */
export const loadFindings = ({ bottleneck, batching, findings = [] }: LoadPart): FindingText[] => [
  ...(findings.length > 0 ? [{ title: 'About the server', lines: findings.map(({ message }) => message) }] : []),
  ...(bottleneck ? [findingText('What limits it', bottleneck)] : []),
  ...(batching ? [findingText('Batching', batching)] : []),
];

function levelCells(level: LoadLevel): string[] {
  const { counts, ttftMs, tpotMs, e2eMs, perUserTokensPerSecond, outputTokensPerSecond, completedPerSecond, goodput } =
    level;
  return [
    statedLoad(level),
    format.count(counts.completed),
    ms(ttftMs.p50),
    far(ttftMs),
    ms(tpotMs.p50),
    ms(e2eMs.p50),
    speed(perUserTokensPerSecond.p50),
    speed(outputTokensPerSecond),
    completedPerSecond === null ? EM_DASH : format.decimal(completedPerSecond, 2),
    goodput === null ? EM_DASH : format.percent(goodput.share),
  ];
}

const ms = (value: number | null): string => (value === null ? EM_DASH : format.duration(value, 'card'));
const speed = (value: number | null): string => (value === null ? EM_DASH : format.tokenSpeed(value, 'card'));
const far = ({ p95, max }: Distribution): string =>
  p95 !== null ? ms(p95) : max === null ? EM_DASH : `max ${ms(max)}`;

/** What has to be known to read a level rightly. */
export function levelNotes({ client, ending, counts, errors }: LoadLevel): string[] {
  const failed = errors.map(({ kind, count }) => `${format.count(count)} ${kind}`).join(', ');
  const notes = [
    client.isLate ? 'This machine was late itself: nothing is concluded from this level.' : null,
    ending === 'time-up' ? 'Its time was up before enough requests had ended.' : null,
    ending === 'rate-limited' ? 'The server asked to wait longer than the level may take.' : null,
    failed === '' ? null : `Failed: ${failed}.`,
    counts.held === 0
      ? null
      : `${format.count(counts.held)} planned requests were not sent, as the server had asked to wait.`,
  ];
  return notes.filter((note) => note !== null);
}

const findingText = (
  title: string,
  { sentence, evidence }: { readonly sentence: string; readonly evidence: readonly Evidence[] },
): FindingText => ({
  title,
  lines: [sentence, ...evidence.map(({ what, value, unit }) => `${what}: ${evidenceText(value, unit)}`)],
});

function evidenceText(value: number, unit: Evidence['unit']): string {
  if (unit === 'ms') return format.duration(value, 'table');
  if (unit === 'share') return format.percent(value);
  return unit === 'tokens/s' ? format.tokenSpeed(value, 'table') : `${format.decimal(value, 2)} times`;
}
