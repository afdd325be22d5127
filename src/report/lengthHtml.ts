import type { LengthPart } from '../core/sweep/lengthReport';
import { SOURCES, type Source } from '../core/vocabulary';
import { formatFor } from '../core/format';
import { errorsSentence } from './errorsSentence';
import { escapeHtml as escape, htmlFigures, htmlList } from './htmlPage';
import { lengthCurves, lengthNotes, lengthTable } from './lengthText';

const format = formatFor('en');

/** What a sweep over lengths says, as sections of a page. */
export const lengthSectionsHtml = (part: LengthPart): string[] => [
  `<section><h2>Lengths in numbers</h2>${htmlFigures('All lengths', lengthTable(part))}${htmlList(lengthNotes(part))}</section>`,
  ...lengthCurves(part).map(
    ({ title, rows, note }) =>
      `<section><h2>${escape(title)}</h2>${htmlFigures(title, [['Part', 'Value', '95% interval'], ...rows])}${htmlList([note])}</section>`,
  ),
  `<section><h2>Runs</h2>${htmlList([...runSentences(part), planSentence(part)])}</section>`,
  `<section><h2>Where the numbers come from</h2>${htmlList(sourceSentences(part))}</section>`,
];

function runSentences({ runs }: LengthPart): string[] {
  const measured = runs.filter(({ warmup }) => !warmup);
  const failed = runs.flatMap(({ run }) => run.outcome.error?.kind ?? []);
  const completed = measured.filter(({ run }) => run.outcome.status === 'completed').length;
  return [
    `${format.count(runs.length)} runs, ${format.count(runs.length - measured.length)} of them warm-ups, which are left out. ` +
      `${format.count(completed)} of the others completed.`,
    ...errorsSentence(failed),
  ];
}

const planSentence = ({ plan }: LengthPart): string =>
  `Planned: ${format.count(plan.runs)} runs at each of ${plan.lengths.map(format.count).join(', ')} tokens, ` +
  `with answers of at most ${format.count(plan.maxTokens)} tokens.`;

function sourceSentences({ runs }: LengthPart): string[] {
  const of = (side: 'input' | 'output'): readonly Source[] =>
    SOURCES.filter((source) => runs.some(({ run }) => run.tokens[side].source === source));
  const tokens = (side: 'input' | 'output', name: string): string | null =>
    of(side).length === 0 ? null : `${name}: ${of(side).join(', ')}.`;
  return [
    'Times: measured, on the clock of the thread that read the socket.',
    tokens('input', 'Input tokens'),
    tokens('output', 'Output tokens'),
    'Curves and speeds: derived from them.',
  ].filter((sentence) => sentence !== null);
}
