import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { Price } from '../../src/core/target';

export interface PriceFormParts {
  /** What the fields begin with; `null`: empty. */
  readonly price: Price | null;
  readonly save: (price: Price) => void;
  readonly cancel: () => void;
}

/** Prices per million tokens, in place. Enter saves, Escape leaves everything as it was. */
export const priceForm = ({ price, save, cancel }: PriceFormParts) => html`
  <form
    class="price-form"
    aria-label=${l10n.t('Price in US dollars per million tokens')}
    @submit=${(event: SubmitEvent) => submit(event, save)}
    @keydown=${(event: KeyboardEvent) => leave(event, cancel)}
  >
    ${field('input', l10n.t('Input, $ per million tokens'), price?.inputPerMTok, true)}
    ${field('cached', l10n.t('Cached input, as input when empty'), price?.cachedInputPerMTok, false)}
    ${field('output', l10n.t('Output, $ per million tokens'), price?.outputPerMTok, true)}
    <div class="actions">
      <button type="submit" class="menu-button primary">${l10n.t('Use this price')}</button>
      <button type="button" class="menu-button" @click=${cancel}>${l10n.t('Cancel')}</button>
    </div>
  </form>
`;

const field = (name: string, label: string, value: number | undefined, required: boolean) => html`
  <label
    ><span>${label}</span>
    <input name=${name} type="number" min="0" step="any" ?required=${required} value=${value ?? ''} />
  </label>
`;

function submit(event: SubmitEvent, save: (price: Price) => void): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const fields = new FormData(event.target);
  const amount = (name: string): number | undefined => {
    const text = fields.get(name);
    return typeof text === 'string' && text.trim() !== '' ? Number(text) : undefined;
  };
  const [inputPerMTok, outputPerMTok, cachedInputPerMTok] = [amount('input'), amount('output'), amount('cached')];
  if (inputPerMTok === undefined || outputPerMTok === undefined) return;
  save({ inputPerMTok, outputPerMTok, ...(cachedInputPerMTok === undefined ? {} : { cachedInputPerMTok }) });
}

function leave(event: KeyboardEvent, cancel: () => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  cancel();
}
