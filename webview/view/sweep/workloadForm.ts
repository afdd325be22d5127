import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { Workload } from '../../../src/core/sweep/cardReport';
import { numberField } from '../fields';
import { readNumber } from '../readNumber';
import type { SweepTools } from './parts';

/** Longer than any context there is; a month has less than this many requests for anybody. */
const MOST_TOKENS = 10_000_000;
const MOST_LOAD = 100_000;
const MOST_REQUESTS = 1e12;

/** What the card is asked. Each change is answered at once. */
export const workloadForm = (wish: Workload, tools: SweepTools) => html`
  <div class="workload-fields">
    ${field(l10n.t('Input tokens'), { value: wish.inputTokens, min: 1, max: MOST_TOKENS }, (value) =>
      change(wish, { inputTokens: value ?? wish.inputTokens }, tools),
    )}
    ${field(l10n.t('Output tokens'), { value: wish.outputTokens, min: 1, max: MOST_TOKENS }, (value) =>
      change(wish, { outputTokens: value ?? wish.outputTokens }, tools),
    )}
    ${loadField(wish, tools)}
    ${field(
      l10n.t('Requests a month'),
      { value: wish.requestsPerMonth ?? null, min: 1, max: MOST_REQUESTS, placeholder: l10n.t('by the load') },
      (requestsPerMonth) => change(wish, { requestsPerMonth }, tools),
    )}
  </div>
`;

const change = (wish: Workload, patch: Partial<Workload>, { ask }: SweepTools): void =>
  ask({ workload: { ...wish, ...patch } });

interface NumberField {
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly placeholder?: string;
}

const field = (label: string, { value, placeholder, ...limits }: NumberField, take: (value: number | null) => void) =>
  numberField({
    ...{ label, value, limits, placeholder, step: '1' },
    leave: (input) => take(whole(readNumber(input, limits))),
  });

const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));

/** So many at the same time, or so many a second. */
function loadField(wish: Workload, tools: SweepTools) {
  const byRate = wish.requestsPerSecond !== null;
  const amount = wish.requestsPerSecond ?? wish.users ?? 1;
  const set = (value: number, isRate: boolean): void =>
    change(wish, isRate ? { requestsPerSecond: value, users: null } : { users: value, requestsPerSecond: null }, tools);
  return html`<div class="field load-field">
    <span id="load-kind">${l10n.t({ message: 'Load', comment: ['How many users or requests per second'] })}</span>
    <span class="load-parts">
      <input
        type="number"
        min="0.01"
        max=${MOST_LOAD}
        step="any"
        aria-labelledby="load-kind"
        .value=${String(amount)}
        @change=${({ target }: Event) =>
          set(readNumber(target as HTMLInputElement, { min: 0.01, max: MOST_LOAD }) ?? amount, byRate)}
      />
      <select
        aria-label=${l10n.t('What the load is counted in')}
        @change=${({ target }: Event) => set(amount, (target as HTMLSelectElement).value === 'rate')}
      >
        <option value="users" ?selected=${!byRate}>${l10n.t('users')}</option>
        <option value="rate" ?selected=${byRate}>${l10n.t('requests/s')}</option>
      </select>
    </span>
  </div>`;
}
