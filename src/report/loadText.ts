import { EM_DASH, formatFor } from '../core/format';
import { loadText } from '../core/sweep/findKnee';
import type { Evidence, LoadLevel, LoadPart } from '../core/sweep/loadReport';
import type { Distribution } from '../core/runReport';
import { printable } from './printable';
import type { SweepPage } from './sweepText';
import { textTable } from './textTable';
import { indent, wrap } from './wrap';

const format = formatFor('en');

/** What a sweep under load says: a table of the levels, and what follows from it. */
export function loadSections(part: LoadPart, page: SweepPage): string[] {
  const head = [
    'Load',
    'requests',
    'first token',
    'p95',
    'per token',
    'end to end',
    'a user',
    'all users',
    'answers/s',
    'in budget',
  ];
  const [titles = '', ...rows] = textTable([head, ...part.levels.map(levelCells)]);
  const levels = part.levels.map((level, index) => [rows[index] ?? '', ...notesOf(level, page)].join('\n'));
  const table = part.levels.length === 0 ? '' : [page.bold(titles), ...levels].join('\n');
  const said = [part.knee?.sentence, part.levels.length === 0 ? null : part.withinBudgets.sentence];
  const sentences = said.flatMap((sentence) => (sentence ? [wrap(printable(sentence), page.columns)] : [])).join('\n');
  return [table, sentences, finding('What limits it', part.bottleneck, page), finding('Batching', part.batching, page)];
}

function levelCells(level: LoadLevel): string[] {
  const { counts, ttftMs, tpotMs, e2eMs, perUserTokensPerSecond, outputTokensPerSecond, completedPerSecond, goodput } =
    level;
  return [
    loadText(level),
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
function notesOf({ client, ending, counts, errors }: LoadLevel, page: SweepPage): string[] {
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
  return notes.flatMap((note) => (note === null ? [] : [page.dim(indent(wrap(note, page.columns - 4)))]));
}

function finding(
  title: string,
  found: { readonly sentence: string; readonly evidence: readonly Evidence[] } | null,
  page: SweepPage,
): string {
  if (!found) return '';
  const evidence = found.evidence.map(({ what, value, unit }) => `${what}: ${evidenceText(value, unit)}`);
  const lines = [found.sentence, ...evidence].map((line) => indent(wrap(printable(line), page.columns - 4)));
  return [page.bold(title), ...lines].join('\n');
}

function evidenceText(value: number, unit: Evidence['unit']): string {
  if (unit === 'ms') return format.duration(value, 'table');
  if (unit === 'share') return format.percent(value);
  return unit === 'tokens/s' ? format.tokenSpeed(value, 'table') : `${format.decimal(value, 2)} times`;
}
