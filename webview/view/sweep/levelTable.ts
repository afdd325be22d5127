import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { LoadLevel, LoadPart } from '../../../src/core/sweep/loadReport';
import type { Words } from '../words';
import { figureTable, type FigureRow } from './figureTable';
import { levelFigures } from './levelFigures';
import type { SweepTools } from './parts';
import { errorsText, levelName, levelNotes } from './resultWords';
import { loadSources } from './sourcesNote';

/** All levels in numbers, which is also what the charts over load say to those who do not see them. */
export const levelTable = (part: LoadPart, chosen: number | null, tools: SweepTools) => html`
  <section class="level-numbers" aria-labelledby="levels-title">
    <h2 id="levels-title">${l10n.t('Levels in numbers')}</h2>
    ${figureTable(
      {
        label: l10n.t('Table of all levels'),
        rowHead: part.plan.arrivals === 'closed' ? l10n.t('Users') : l10n.t('Requests/s'),
        figures: levelFigures(tools.words),
        rows: part.levels.map((level, index) => levelRow(level, { index, isChosen: index === chosen, part }, tools)),
      },
      tools,
    )}
    ${loadSources()}
  </section>
`;

interface RowPlace {
  readonly index: number;
  readonly isChosen: boolean;
  readonly part: LoadPart;
}

function levelRow(level: LoadLevel, place: RowPlace, { words, choose }: SweepTools): FigureRow<LoadLevel> {
  const { index, isChosen, part } = place;
  const name = levelName(level, words);
  const { users, requestsPerSecond } = level;
  return {
    ...{ key: `level-${index}`, name, row: level },
    look: level.client.isLate ? 'late' : '',
    notes: [...levelNotes(level, words), ...failureNote(level, words), ...marksOf(index, part)],
    head: html`<button
      type="button"
      class="link"
      aria-pressed=${isChosen}
      aria-label=${name}
      title=${l10n.t('Show the requests of this level one by one')}
      @click=${() => choose({ level: index, span: null })}
    >
      ${users === null ? words.format.decimal(requestsPerSecond ?? 0, 2) : words.count(users)}
    </button>`,
  };
}

const failureNote = (level: LoadLevel, words: Words): string[] =>
  level.errors.length === 0 ? [] : [l10n.t('Failed: {0}.', errorsText(level, words))];

const marksOf = (index: number, { knee, withinBudgets }: LoadPart): string[] => [
  ...(knee?.level === index ? [l10n.t('The knee.')] : []),
  ...(withinBudgets.level === index ? [l10n.t('The largest load within the budgets.')] : []),
];
