import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { readNumbers, type NumberRule, type NumbersRead } from '../../../src/core/sweep/readNumbers';
import { FORM_LIMITS, limitedNumber, type NumberField, type SweepForm } from '../../../src/messages/sweepForm';
import { numberField } from '../fields';
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
export function formNumber({ name, label, form, placeholder }: NumberParts, { fill }: SweepDeeds) {
  const value = form[name];
  const take = (next: number | null): void => {
    if (next !== value) fill({ [name]: next } as Partial<SweepForm>);
  };
  const type = ({ valueAsNumber: typed }: HTMLInputElement): void => {
    if (limitedNumber(name, typed) === typed) take(typed);
  };
  const leave = (input: HTMLInputElement): void => {
    const read = limitedNumber(name, input.value.trim() === '' ? null : input.valueAsNumber);
    const next = read ?? (placeholder === undefined ? value : null);
    input.value = next === null ? '' : String(next);
    take(next);
  };
  return numberField({ label, value, limits: FORM_LIMITS[name], step: 'any', placeholder, type, leave });
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
