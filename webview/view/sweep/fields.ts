import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { NumberRule, NumbersRead } from '../../../src/core/sweep/readNumbers';
import { FORM_LIMITS, limitedNumber, type NumberField, type SweepForm } from '../../../src/messages/sweepForm';
import type { SweepDeeds } from './deeds';

interface NumberParts {
  readonly name: NumberField;
  readonly label: string;
  readonly form: SweepForm;
  /** Shown where nothing is set; only where nothing may be set. */
  readonly placeholder?: string;
}

/** One number. What was typed is brought within the limits and shown so; an empty field is no limit, or the number of before. */
export function numberField({ name, label, form, placeholder }: NumberParts, { fill }: SweepDeeds) {
  const { min, max } = FORM_LIMITS[name];
  const value = form[name];
  const change = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const read = limitedNumber(name, input.value.trim() === '' ? null : input.valueAsNumber);
    const next = read ?? (placeholder === undefined ? value : null);
    input.value = next === null ? '' : String(next);
    if (next !== value) fill({ [name]: next } as Partial<SweepForm>);
  };
  return html`<label class="field">
    <span>${label}</span>
    <input
      type="number"
      min=${min}
      max=${max}
      step="any"
      .value=${value === null ? '' : String(value)}
      placeholder=${placeholder ?? nothing}
      @change=${change}
    />
  </label>`;
}

interface ListParts {
  readonly label: string;
  readonly value: string;
  readonly read: NumbersRead;
  readonly rule: NumberRule;
  readonly placeholder?: string;
  /** What an empty field stands for. */
  readonly hint?: string | null;
  /** Nothing is no answer. */
  readonly isNeeded?: boolean;
  readonly change: (text: string) => void;
}

/** Several numbers, as they were typed. */
export function listField({ label, value, read, rule, placeholder, hint = null, isNeeded, change }: ListParts) {
  const fault = faultOf(read, rule, isNeeded === true);
  return html`<label class="field wide">
    <span>${label}</span>
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${fault === null ? nothing : 'true'}
      .value=${value}
      placeholder=${placeholder ?? nothing}
      @change=${(event: Event) => change((event.target as HTMLInputElement).value)}
    />
    ${fault === null ? nothing : html`<small class="fault" role="alert">${fault}</small>`}
    ${hint === null ? nothing : html`<small>${hint}</small>`}
  </label>`;
}

function faultOf(read: NumbersRead, { min, max, isWhole }: NumberRule, isNeeded: boolean): string | null {
  if ('wrong' in read)
    return isWhole
      ? l10n.t(
          '"{0}" is no whole number from {1} to {2}. Write numbers with commas between them.',
          read.wrong,
          min,
          max,
        )
      : l10n.t('"{0}" is no number from {1} to {2}. Write numbers with commas between them.', read.wrong, min, max);
  return isNeeded && read.numbers.length === 0 ? l10n.t('Write at least one number.') : null;
}

interface ChoiceParts<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly chosen: T;
  readonly change: (value: T) => void;
}

/** One of a few words. */
export const choiceField = <T extends string>({ label, options, chosen, change }: ChoiceParts<T>) =>
  html`<label class="field wide">
    <span>${label}</span>
    <select
      @change=${(event: Event) => {
        const next = options.find(({ value }) => value === (event.target as HTMLSelectElement).value);
        if (next) change(next.value);
      }}
    >
      ${options.map(({ value, text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </label>`;
