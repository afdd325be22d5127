import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { AT_LEAST_SIGN } from '../../src/core/format';
import type { Cost, RunReport } from '../../src/core/runReport';
import { translated } from '../../src/core/translated';
import type { Price } from '../../src/core/target';
import { priceForm } from './priceForm';
import type { Words } from './words';

/** What can be done about the price, and how far it is. */
export interface PriceDeeds {
  readonly ownPrice: Price | null;
  readonly isEditing: boolean;
  /** The last change can be taken back. */
  readonly canUndo: boolean;
  readonly edit: () => void;
  readonly cancel: () => void;
  readonly save: (price: Price | null) => void;
  readonly undo: () => void;
}

/** What the run cost, token kind by token kind, at which price and from when, and how to change that price. */
export const costSection = (report: RunReport, words: Words, deeds: PriceDeeds) => html`
  <section class="cost" aria-labelledby="cost-title">
    <h2 id="cost-title">${l10n.t('Cost')}</h2>
    ${report.cost === null ? html`<p class="muted">${translated(report.costReason ?? '')}</p>` : costTable(report, report.cost, words)}
    ${report.cost?.source === 'local' || !hasTokens(report) ? nothing : change(report, deeds)}
  </section>
`;

const hasTokens = ({ tokens }: RunReport): boolean => tokens.input.total !== null || tokens.output.total !== null;

function costTable({ tokens }: RunReport, cost: Cost, words: Words) {
  const { usd, usdPerThousand } = words.format;
  if (cost.source === 'local')
    return html`<p class="muted">${l10n.t('It runs on this machine: no call is charged.')}</p>`;
  const cached = tokens.input.cached ?? 0;
  const fresh = tokens.input.total === null ? null : tokens.input.total - cached;
  const sign = cost.atLeast ? `${AT_LEAST_SIGN} ` : '';
  return html`
    <table>
      <tbody>
        ${line(l10n.t('New input'), fresh, cost.inputPerMTok, words)}
        ${cached === 0 ? nothing : line(l10n.t('Cached input'), cached, cost.cachedInputPerMTok ?? cost.inputPerMTok, words)}
        ${line(l10n.t('Output'), tokens.output.total, cost.outputPerMTok, words)}
        <tr class="sum">
          <th scope="row" colspan="2">${l10n.t('This call')}</th>
          <td class="value">${sign}${usd(cost.totalUsd)}</td>
        </tr>
      </tbody>
    </table>
    <p class="muted">${sign}${l10n.t('{0} such calls', usdPerThousand(cost.totalUsd))} · ${origin(cost)}</p>
  `;
}

function line(name: string, tokens: number | null, perMTok: number | null, { format }: Words) {
  if (tokens === null) return nothing;
  const price = perMTok === null ? '' : l10n.t('{0} × {1} per million', format.count(tokens), format.usd(perMTok));
  const amount = perMTok === null ? '' : format.usd((tokens * perMTok) / 1e6);
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${price}</td>
    <td class="value">${amount}</td>
  </tr>`;
}

/** Where the price is from, and from when. */
function origin({ source, priceDate, model }: Cost): string {
  if (source === 'user-price') return l10n.t('your own price (source: user)');
  return priceDate === null
    ? l10n.t('price table')
    : l10n.t('price table of {0}, as {1}', priceDate, model ?? l10n.t('an unnamed model'));
}

function change({ cost }: RunReport, deeds: PriceDeeds) {
  const { ownPrice, isEditing, canUndo, edit, cancel, save, undo } = deeds;
  if (isEditing) return priceForm({ price: ownPrice ?? priceOf(cost), save, cancel });
  return html`
    <p class="price-deeds">
      <button type="button" class="link" @click=${edit}>
        ${cost === null ? l10n.t('Give a price') : l10n.t('Change the price')}
      </button>
      ${
        ownPrice === null
          ? nothing
          : html`<button type="button" class="link" @click=${() => save(null)}>${l10n.t('Forget my price')}</button>`
      }
      ${canUndo ? html`<button type="button" class="link" @click=${undo}>${l10n.t('Undo')}</button>` : nothing}
    </p>
  `;
}

function priceOf(cost: Cost | null): Price | null {
  if (!cost || cost.inputPerMTok === null || cost.outputPerMTok === null) return null;
  const { inputPerMTok, outputPerMTok, cachedInputPerMTok } = cost;
  return { inputPerMTok, outputPerMTok, ...(cachedInputPerMTok === null ? {} : { cachedInputPerMTok }) };
}
