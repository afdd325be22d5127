import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { ARRIVALS, SWEEP_CACHE_MODES, type Arrivals, type SweepCacheMode } from '../../../src/core/sweep/sweepWords';
import { LENGTH_RULE, lengthsOf, levelsOf, RATES_RULE, USERS_RULE } from '../../../src/messages/sweepForm';
import type { SweepDraft } from '../../../src/messages/sweepTabMessages';
import { choiceField } from '../fields';
import type { SweepDeeds } from './deeds';
import { formNumber, listField } from './fields';

/** What a sweep over lengths asks for. */
export function lengthFields({ form, outlook }: SweepDraft, deeds: SweepDeeds) {
  const levels = outlook && form.lengths.trim() === '' ? outlook.levels.map(deeds.words.count).join(', ') : null;
  return html`<div class="fields">
    ${listField({
      label: l10n.t('Prompt lengths, in tokens'),
      value: form.lengths,
      read: lengthsOf(form),
      rule: LENGTH_RULE,
      placeholder: l10n.t('powers of two up to the context window'),
      hint: levels,
      change: (lengths) => deeds.fill({ lengths }),
    })}
    ${formNumber({ name: 'runs', label: l10n.t('Runs per length'), form }, deeds)}
    ${formNumber({ name: 'warmups', label: l10n.t('Warm-up runs'), form }, deeds)}
    ${formNumber({ name: 'lengthAnswerTokens', label: l10n.t('Max. tokens per answer'), form }, deeds)}
    ${cacheField(form.cache, deeds)}
  </div>`;
}

/** What a sweep under load asks for. */
export function loadFields({ form, targets }: SweepDraft, deeds: SweepDeeds) {
  const isClosed = form.arrivals === 'closed';
  const budgets = targets.find(({ name }) => name === form.target)?.budgets;
  const isUsual = form.ttftBudgetMs === null && form.tpotBudgetMs === null && form.e2eBudgetMs === null;
  const usual = (limit: number | null | undefined): string =>
    isUsual && limit ? deeds.words.format.decimal(limit, 1) : l10n.t('no limit');
  return html`<div class="fields">
      ${arrivalsField(form.arrivals, deeds)}
      ${
        isClosed
          ? listField({
              label: l10n.t('Users at the same time'),
              value: form.users,
              read: levelsOf(form),
              rule: USERS_RULE,
              isNeeded: true,
              change: (users) => deeds.fill({ users }),
            })
          : listField({
              label: l10n.t('Requests per second'),
              value: form.rates,
              read: levelsOf(form),
              rule: RATES_RULE,
              isNeeded: true,
              change: (rates) => deeds.fill({ rates }),
            })
      }
      ${isClosed ? formNumber({ name: 'thinkSeconds', label: l10n.t('Think time, in seconds'), form }, deeds) : nothing}
      ${form.arrivals === 'bursts' ? formNumber({ name: 'burst', label: l10n.t('Requests in a burst'), form }, deeds) : nothing}
      ${formNumber({ name: 'levelSeconds', label: l10n.t('Max. seconds per level'), form }, deeds)}
      ${formNumber({ name: 'requestsPerLevel', label: l10n.t('Requests measured per level'), form }, deeds)}
      ${formNumber({ name: 'inputTokens', label: l10n.t('Tokens per prompt'), form }, deeds)}
      ${formNumber({ name: 'loadAnswerTokens', label: l10n.t('Max. tokens per answer'), form }, deeds)}
      ${cacheField(form.cache, deeds)}
      <label class="option-line wide">
        <input
          type="checkbox"
          .checked=${form.fingerprint}
          @change=${(event: Event) => deeds.fill({ fingerprint: (event.target as HTMLInputElement).checked })}
        />
        <span>${l10n.t('First see how the server batches: short and long requests together')}</span>
      </label>
    </div>
    <fieldset class="field-group">
      <legend>${l10n.t('Budgets per request, for goodput')}</legend>
      <div class="fields three">
        ${formNumber({ name: 'ttftBudgetMs', label: l10n.t('TTFT, in ms'), form, placeholder: usual(budgets?.ttftMs) }, deeds)}
        ${formNumber({ name: 'tpotBudgetMs', label: l10n.t('TPOT, in ms'), form, placeholder: usual(budgets?.tpotMs) }, deeds)}
        ${formNumber({ name: 'e2eBudgetMs', label: l10n.t('E2E, in ms'), form, placeholder: usual(budgets?.e2eMs) }, deeds)}
      </div>
    </fieldset>`;
}

/** What may be used at most, whatever happens. */
export const capFields = ({ form }: SweepDraft, deeds: SweepDeeds) =>
  html`<fieldset class="field-group">
    <legend>${l10n.t('Hard caps')}</legend>
    <div class="fields three">
      ${formNumber({ name: 'capRequests', label: l10n.t('Requests'), form, placeholder: l10n.t('no cap') }, deeds)}
      ${formNumber({ name: 'capTokens', label: l10n.t('Tokens'), form, placeholder: l10n.t('no cap') }, deeds)}
      ${formNumber({ name: 'capUsd', label: l10n.t('US dollars'), form, placeholder: l10n.t('no cap') }, deeds)}
    </div>
  </fieldset>`;

const ARRIVAL_WORDS: Readonly<Record<Arrivals, () => string>> = {
  closed: () => l10n.t('users who wait for each answer'),
  constant: () => l10n.t('on schedule: evenly spaced'),
  poisson: () => l10n.t('on schedule: at random (Poisson)'),
  bursts: () => l10n.t('on schedule: in bursts'),
};

const arrivalsField = (chosen: Arrivals, { fill }: SweepDeeds) =>
  choiceField({
    label: l10n.t('Who asks'),
    options: ARRIVALS.map((value) => ({ value, text: ARRIVAL_WORDS[value]() })),
    chosen,
    change: (arrivals) => fill({ arrivals }),
  });

const CACHE_WORDS: Readonly<Record<SweepCacheMode, () => string>> = {
  cold: () => l10n.t('cold: new from the first token'),
  warm: () => l10n.t('warm: the same prompt again and again'),
};

const cacheField = (chosen: SweepCacheMode, { fill }: SweepDeeds) =>
  choiceField({
    label: l10n.t('Prompt cache'),
    options: SWEEP_CACHE_MODES.map((value) => ({ value, text: CACHE_WORDS[value]() })),
    chosen,
    change: (cache) => fill({ cache }),
  });
