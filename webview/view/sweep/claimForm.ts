import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { AskedCard } from '../../../src/core/sweep/askedCard';
import type { AnsweredClaim, Claim } from '../../../src/core/sweep/cardReport';
import { CARD_METRICS, type CardMetric } from '../../../src/core/sweep/sweepWords';
import { translated } from '../../../src/core/translated';
import { readNumber } from '../readNumber';
import { CARD_TITLES, CARD_UNITS, claimText, relationOf, VERDICT_WORDS } from './cardWords';
import type { SweepTools } from './parts';

const MOST_CLAIM = 1e12;

/** What a vendor claims of this workload, and what the measurement says to it. */
export const claimForm = ({ claims }: AskedCard, tools: SweepTools) => html`
  <form class="claim-form" @submit=${(event: SubmitEvent) => add(event, claims, tools)}>
    <span id="claim-what">${l10n.t('Somebody claims')}</span>
    <select
      aria-labelledby="claim-what"
      @change=${({ target }: Event) => tools.choose({ claimMetric: metricOf((target as HTMLSelectElement).value) })}
    >
      ${CARD_METRICS.map(
        (metric) =>
          html`<option value=${metric} ?selected=${metric === tools.choices.claimMetric}>
            ${CARD_TITLES[metric]}
          </option>`,
      )}
    </select>
    <span>${relationOf(tools.choices.claimMetric) === 'at-most' ? l10n.t('at most') : l10n.t('at least')}</span>
    <input type="number" name="claim" required min="0" step="any" aria-label=${l10n.t('Claimed value')} />
    <span class="muted">${CARD_UNITS[tools.choices.claimMetric]}</span>
    <button type="submit" class="plain-button">${l10n.t('Check')}</button>
  </form>
  ${
    claims.length === 0
      ? nothing
      : html`<ul class="claims" aria-live="polite">
          ${claims.map((claim, index) => answered(claim, index, claims, tools))}
        </ul>`
  }
`;

const metricOf = (value: string): CardMetric => CARD_METRICS.find((metric) => metric === value) ?? 'ttftMs';

function add(event: SubmitEvent, claims: readonly AnsweredClaim[], { choices, ask }: SweepTools): void {
  event.preventDefault();
  const input = (event.currentTarget as HTMLFormElement).elements.namedItem('claim');
  if (!(input instanceof HTMLInputElement)) return;
  const value = readNumber(input, { min: 0, max: MOST_CLAIM });
  if (value === null) return;
  const { claimMetric: metric } = choices;
  input.value = '';
  ask({ claims: [...claims.map(plain), { metric, relation: relationOf(metric), value }] });
}

const plain = ({ metric, relation, value }: Claim): Claim => ({ metric, relation, value });

const answered = (claim: AnsweredClaim, index: number, all: readonly AnsweredClaim[], tools: SweepTools) => html`
  <li>
    <span class="chip ${CHIP_KINDS[claim.verdict]}">${VERDICT_WORDS[claim.verdict]}</span>
    <span><strong>${claimText(claim, tools.words)}</strong> ${translated(claim.sentence)}</span>
    <button
      type="button"
      class="icon"
      title=${l10n.t('Remove this claim')}
      aria-label=${l10n.t('Remove the claim: {0}', claimText(claim, tools.words))}
      @click=${() => tools.ask({ claims: all.filter((_, at) => at !== index).map(plain) })}
    >
      ✕
    </button>
  </li>
`;

const CHIP_KINDS = { supported: 'faster', refuted: 'slower', undecided: 'more' } as const;
