import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { readNumbers, type NumberRule, type NumbersRead } from '../../../src/core/sweep/readNumbers';
import { FORM_LIMITS, limitedNumber, type NumberField, type SweepForm } from '../../../src/messages/sweepForm';
import type { SweepDeeds } from './deeds';

interface NumberParts {
  readonly name: NumberField;
  readonly label: string;
  readonly form: SweepForm;
  /** Shown where nothing is set; only where nothing may be set. */
  readonly placeholder?: string;
}

/**
 * One number. What it will use at most follows while it is typed, so that nobody presses a button that waits for the last field; what lies
 * outside of the limits is brought within them when the field is left. An empty field is no limit, or the number of before.
 */
export function numberField({ name, label, form, placeholder }: NumberParts, { fill }: SweepDeeds) {
  const { min, max } = FORM_LIMITS[name];
  const value = form[name];
  const take = (next: number | null): void => {
    if (next !== value) fill({ [name]: next } as Partial<SweepForm>);
  };
  const type = ({ target }: Event): void => {
    const { valueAsNumber: typed } = target as HTMLInputElement;
    if (limitedNumber(name, typed) === typed) take(typed);
  };
  const leave = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const read = limitedNumber(name, input.value.trim() === '' ? null : input.valueAsNumber);
    const next = read ?? (placeholder === undefined ? value : null);
    input.value = next === null ? '' : String(next);
    take(next);
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
      @input=${type}
      @change=${leave}
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
  const leave = ({ target }: Event): void => {
    const { value: typed } = target as HTMLInputElement;
    if (typed !== value) change(typed);
  };
  // Half a number is no mistake yet.
  const type = (event: Event): void => {
    const { value: typed } = event.target as HTMLInputElement;
    if (faultOf(readNumbers(typed, rule), rule, isNeeded === true) === null) leave(event);
  };
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
      @input=${type}
      @change=${leave}
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
