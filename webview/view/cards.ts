import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** One of the large numbers at the top. */
export interface Card {
  readonly title: string;
  /** Also read aloud; what it means stands in the table below. */
  readonly value: string;
  readonly note: TemplateResult | string;
  /** No number: the value is a dash and the note says why. */
  readonly withheld?: boolean;
  /** Full names and formula, for those who hover. */
  readonly hint?: string;
  readonly overBudget?: string;
}

/** Values of more characters than this are set smaller. */
const LONG = 11;

export const cards = (all: readonly Card[]) => html`
  <dl class="cards" aria-label=${l10n.t('Main numbers')}>
    ${all.map(
      ({ title, value, note, withheld, hint, overBudget }) => html`
        <div class="card ${withheld === true ? 'withheld' : ''}" title=${hint ?? nothing}>
          <dt>${title}</dt>
          <dd class="value ${value.length > LONG ? 'long' : ''}">${value}</dd>
          <dd class="note">${note}</dd>
          ${overBudget === undefined ? nothing : html`<dd class="over-budget">${overBudget}</dd>`}
        </div>
      `,
    )}
  </dl>
`;
