import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { holdsTogether, SWEEP_KINDS, type SweepKind } from '../../../src/messages/sweepForm';
import { isOpen } from '../../../src/messages/listedTarget';
import type { SweepDraft } from '../../../src/messages/sweepTabMessages';
import type { SweepModel } from '../../state/sweep/sweepModel';
import type { SweepDeeds } from './deeds';
import { capFields, lengthFields, loadFields } from './formFields';
import { promptWords } from './promptWords';
import { sweepOutlook } from './sweepOutlook';
import { sweepTargets } from './sweepTargets';

/** Before the start: what is varied, for whom, and the most that it will use. */
export function sweepForm(draft: SweepDraft, model: SweepModel, deeds: SweepDeeds) {
  const { form, problem } = draft;
  const hasReports = model.reports.length !== null || model.reports.load !== null;
  return html`<section class="plan" aria-labelledby="sweep-title">
    <h1 id="sweep-title" class="plan-title">${TITLES[form.kind]()}</h1>
    ${kinds(form.kind, deeds)}
    <p class="sweep-about">${ABOUT[form.kind]()}</p>
    ${problem === null ? nothing : html`<p class="problem" role="alert"><bdi>${problem}</bdi></p>`}
    <div class="plan-columns">
      <div>${sweepTargets(draft, model.search, deeds)} ${promptWords(draft, deeds)}</div>
      <div>
        ${form.kind === 'length' ? lengthFields(draft, deeds) : loadFields(draft, deeds)} ${capFields(draft, deeds)}
        ${sweepOutlook(draft, deeds)}
        <div class="actions">
          <vscode-button ?disabled=${!canStart(draft)} @click=${() => deeds.wish('start')}
            >${l10n.t('Start')}</vscode-button
          >
          ${
            hasReports
              ? html`<vscode-button appearance="secondary" @click=${() => deeds.set({ isPlanning: false })}
                  >${l10n.t('Back to the last sweeps')}</vscode-button
                >`
              : nothing
          }
        </div>
      </div>
    </div>
  </section>`;
}

/** The most that it will use is known, and may be used. */
function canStart({ form, targets, outlook }: SweepDraft): boolean {
  const target = targets.find(({ name }) => name === form.target);
  const isPriced = outlook?.cap !== 'usd' || outlook.usd !== null;
  return target !== undefined && isOpen(target) && outlook !== null && isPriced && holdsTogether(form);
}

const TITLES: Readonly<Record<SweepKind, () => string>> = {
  length: () => l10n.t('Profile over prompt length'),
  load: () => l10n.t('Profile under load'),
};

const ABOUT: Readonly<Record<SweepKind, () => string>> = {
  length: () =>
    l10n.t(
      'Sends prompts of growing length, one after the other, and shows how long each is read and how fast each is answered.',
    ),
  load: () =>
    l10n.t(
      'Sends more and more requests at once, level by level, and shows how many users a server bears, what they wait for, and what limits it.',
    ),
};

const KIND_WORDS: Readonly<Record<SweepKind, () => string>> = {
  length: () => l10n.t('Over length'),
  load: () => l10n.t('Under load'),
};

const kinds = (chosen: SweepKind, { fill }: SweepDeeds) =>
  html`<fieldset class="kinds">
    <legend class="visually-hidden">${l10n.t('What is varied')}</legend>
    ${SWEEP_KINDS.map(
      (kind) =>
        html`<label>
          <input
            type="radio"
            name="sweep-kind"
            value=${kind}
            .checked=${kind === chosen}
            @change=${() => fill({ kind })}
          />
          <span>${KIND_WORDS[kind]()}</span>
        </label>`,
    )}
  </fieldset>`;
