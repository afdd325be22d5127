import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { Source } from '../../src/core/vocabulary';
import { tableSource } from './provenance';
import { together } from './together';

/** One line of the table. */
export interface NumberRow {
  readonly key: string;
  readonly title: string;
  /** What the parts of the value are, when it has several. */
  readonly parts?: string;
  readonly value: string;
  readonly sources: readonly Source[];
  readonly isAbsent: boolean;
  /** Why there is no value, in a few words. */
  readonly reason?: string | undefined;
  readonly meaning: string;
  readonly formula: string;
}

/** Every number with its source. The formula shows on hover and on focus; the arrow keys walk the rows. */
export const numbers = (rows: readonly NumberRow[]) => (rows.length === 0 ? nothing : table(rows));

const table = (rows: readonly NumberRow[]) => html`
  <section class="numbers" aria-labelledby="numbers-title">
    <h2 id="numbers-title">${l10n.t('Numbers')}</h2>
    <table @keydown=${walkRows}>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${l10n.t('Metric')}</th>
          <th scope="col">${l10n.t('Value')}</th>
          <th scope="col">${l10n.t('Source')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(numberRow)}
      </tbody>
    </table>
  </section>
`;

const numberRow = (row: NumberRow, index: number) => html`
  <tr tabindex=${index === 0 ? 0 : -1} aria-describedby="explain-${row.key}" class=${row.isAbsent ? 'absent' : ''}>
    <th scope="row">
      ${row.title}${row.parts === undefined ? nothing : html` <span class="parts">${row.parts}</span>`}
    </th>
    <td class="value">${together(row.value)}</td>
    <td class="from">
      ${row.sources.length > 0 ? tableSource(row.sources) : reason(row)}
      <div class="tooltip" role="tooltip" id="explain-${row.key}">
        <p>${row.meaning}</p>
        <p class="formula">${row.formula}</p>
      </div>
    </td>
  </tr>
`;

const reason = (row: NumberRow) =>
  row.reason === undefined ? nothing : html`<span class="source-names">${row.reason}</span>`;

/** One stop for the tab key, arrows inside: nobody should have to tab through twenty rows. */
function walkRows(event: KeyboardEvent): void {
  const row = event.target instanceof Element ? event.target.closest('tr') : null;
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
  if (!(row instanceof HTMLElement) || !(next instanceof HTMLElement)) return;
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  event.preventDefault();
}
