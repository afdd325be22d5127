import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { LengthPart, LengthPoint } from '../../../src/core/sweep/lengthReport';
import type { Words } from '../words';
import { figureTable, type FigureRow } from './figureTable';
import { lengthFigures } from './lengthFigures';
import type { SweepTools } from './parts';
import { lengthSources } from './sourcesNote';

/** All lengths in numbers, which is also what the curves say to those who do not see them. */
export const lengthTable = (part: LengthPart, tools: SweepTools) => html`
  <section aria-labelledby="lengths-title">
    <h2 id="lengths-title">${l10n.t('Lengths in numbers')}</h2>
    ${figureTable(
      {
        label: l10n.t('Table of all lengths'),
        rowHead: l10n.t('Tokens'),
        figures: lengthFigures(part, tools.words),
        rows: part.points.map((point) => rowOf(point, tools.words)),
      },
      tools,
    )}
    ${
      part.points.some(({ ttftMs }) => ttftMs && !ttftMs.ci95)
        ? html`<p class="muted">${l10n.t('An interval needs at least 5 runs.')}</p>`
        : nothing
    }
    ${lengthSources(part)}
  </section>
`;

function rowOf(point: LengthPoint, { count, tokens }: Words): FigureRow<LengthPoint> {
  const { inputTokens, wantedTokens } = point;
  const whole = Math.round(inputTokens ?? wantedTokens);
  return {
    ...{ key: `length-${wantedTokens}`, name: tokens(whole), row: point, notes: [] },
    head: inputTokens === null ? l10n.t('about {0}', count(whole)) : count(whole),
  };
}
