import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { PLAN_LIMITS, type CompareDraft, type ComparePlan } from '../../../src/messages/compareTabMessages';
import { CACHE_MODES, type CacheMode } from '../../../src/core/vocabulary';
import type { CompareModel } from '../../state/compareModel';
import { choiceField, numberField } from '../fields';
import { readNumber } from '../readNumber';
import { compareTargets } from './compareTargets';
import { outlookLines } from './outlookLines';
import type { CompareTools } from './parts';

/** Before the start: what is sent to whom and how often, and what that may cost and take. */
export function planForm(draft: CompareDraft, model: CompareModel, tools: CompareTools) {
  const others = draft.targets.length;
  return html`<section class="plan" aria-labelledby="plan-title">
    <h1 id="plan-title" class="plan-title">${l10n.t('Compare models')}</h1>
    ${draft.problem === null ? nothing : html`<p class="problem" role="alert">${draft.problem}</p>`}
    ${promptLine(draft, tools)} ${others < 2 ? secondTarget(tools) : nothing}
    <div class="plan-columns">
      ${compareTargets(draft, model, tools)}
      <div>
        ${numberFields(draft.plan, tools)} ${outlookLines(draft, tools)}
        <div class="actions">
          <vscode-button ?disabled=${!canStart(draft)} @click=${() => tools.wish('start')}
            >${startText(draft)}</vscode-button
          >
          ${
            model.series === null
              ? nothing
              : html`<vscode-button appearance="secondary" @click=${() => tools.set({ isPlanning: false })}
                  >${l10n.t('Back to the last comparison')}</vscode-button
                >`
          }
        </div>
      </div>
    </div>
  </section>`;
}

const canStart = ({ prompt, plan }: CompareDraft): boolean => prompt !== null && plan.targets.length > 0;

const startText = ({ plan }: CompareDraft): string =>
  plan.targets.length === 1 ? l10n.t('Measure one target') : l10n.t('Compare {0} targets', plan.targets.length);

function promptLine({ prompt }: CompareDraft, { words, wish }: CompareTools) {
  if (prompt === null)
    return html`<div class="no-prompt">
      <p>
        ${l10n.t('No prompt is chosen yet. Select one in an editor, right-click and choose Compare Models, or take the one that is open now.')}
      </p>
      <vscode-button appearance="secondary" @click=${() => wish('usePrompt')}
        >${l10n.t('Use the prompt in the editor')}</vscode-button
      >
    </div>`;
  return html`<p class="prompt-line">
    <span class="muted">${l10n.t('Prompt')}</span>
    <button type="button" class="link" title=${prompt.source} @click=${() => wish('openPrompt')}>
      <bdi dir="ltr">${prompt.source}</bdi>
    </button>
    <span class="muted">${l10n.t('{0} characters', words.count(prompt.characters))}</span>
    <button type="button" class="link" @click=${() => wish('usePrompt')}>
      ${l10n.t('Use the prompt in the editor')}
    </button>
  </p>`;
}

const secondTarget = ({ wish }: CompareTools) =>
  html`<div class="plan-note">
    <p>
      ${l10n.t('There is only one target. To compare, add a second one: another model, another server, or the same model with other parameters.')}
    </p>
    <div class="ways-out">
      <vscode-button appearance="secondary" @click=${() => wish('addTarget')}>${l10n.t('Add a target…')}</vscode-button>
      <vscode-button appearance="secondary" @click=${() => wish('editTargets')}
        >${l10n.t('Edit targets')}</vscode-button
      >
    </div>
  </div>`;

function numberFields(plan: ComparePlan, tools: CompareTools) {
  const field = (name: Numbered, label: string, placeholder?: string) => {
    const limits = PLAN_LIMITS[name];
    const otherwise = placeholder === undefined ? plan[name] : null;
    const leave = (input: HTMLInputElement): void => tools.plan({ [name]: readNumber(input, limits) ?? otherwise });
    return numberField({ label, value: plan[name], limits, step: '1', placeholder, leave });
  };
  return html`<div class="fields">
    ${field('runs', l10n.t('Runs per target'))} ${field('warmups', l10n.t('Warm-up runs'))}
    ${field('maxTokens', l10n.t('Max. tokens per answer'), l10n.t('as prompt and targets say'))}
    ${field('pauseMs', l10n.t('Pause between runs, in ms'))} ${cacheField(plan, tools)} ${stopField(plan, tools)}
  </div>`;
}

type Numbered = 'runs' | 'warmups' | 'pauseMs' | 'maxTokens';

const CACHE_TITLES: Readonly<Record<CacheMode, () => string>> = {
  'as-is': () => l10n.t('as the server has it'),
  cold: () => l10n.t('cold: every prompt is different'),
  warm: () => l10n.t('warm: sent twice, the second counts'),
};

const cacheField = ({ cache: chosen }: ComparePlan, { plan }: CompareTools) =>
  choiceField({
    label: l10n.t('Prompt cache'),
    options: CACHE_MODES.map((value) => ({ value, text: CACHE_TITLES[value]() })),
    chosen,
    change: (cache) => plan({ cache }),
  });

/** A tenth is what a person notices; less takes four times the runs for each half. */
const WITHIN = [0.02, 0.05, 0.1, 0.2];

const NEVER = '0';

const stopField = ({ within }: ComparePlan, { plan, words }: CompareTools) =>
  choiceField({
    label: l10n.t('End early'),
    options: [
      { value: NEVER, text: l10n.t('never: make all runs') },
      ...WITHIN.map((share) => ({
        value: String(share),
        text: l10n.t('at ± {0} for every median TTFT', words.format.percent(share)),
      })),
    ],
    chosen: within === null ? NEVER : String(within),
    change: (share) => plan({ within: share === NEVER ? null : Number(share) }),
  });
