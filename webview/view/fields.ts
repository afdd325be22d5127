import { html, nothing } from 'lit-html';

interface NumberFieldParts {
  readonly label: string;
  readonly value: number | null;
  readonly limits: { readonly min: number; readonly max: number };
  /** `any`: with decimals. */
  readonly step: '1' | 'any';
  /** Shown where nothing is set. */
  readonly placeholder?: string | undefined;
  /** At each key, for fields whose number is followed while it is typed. */
  readonly type?: (input: HTMLInputElement) => void;
  readonly leave: (input: HTMLInputElement) => void;
}

/** One number with its label. */
export const numberField = ({ label, value, limits, step, placeholder, type, leave }: NumberFieldParts) =>
  html`<label class="field">
    <span>${label}</span>
    <input
      type="number"
      min=${limits.min}
      max=${limits.max}
      step=${step}
      .value=${value === null ? '' : String(value)}
      placeholder=${placeholder ?? nothing}
      @input=${(event: Event) => type?.(event.target as HTMLInputElement)}
      @change=${(event: Event) => leave(event.target as HTMLInputElement)}
    />
  </label>`;

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
