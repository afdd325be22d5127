import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { SweepDraft, SweepTarget } from '../../../src/messages/sweepTabMessages';
import { belowTargets, MOST_SHOWN, reasonOf, SEARCH_FROM, searchField } from '../compare/targetList';
import type { SweepDeeds } from './deeds';

/** Every target there is, one of which is chosen; those that cannot be swept say why. */
export function sweepTargets({ targets, form }: SweepDraft, search: string, deeds: SweepDeeds) {
  const wanted = search.trim().toLowerCase();
  const found = targets.filter(({ name, model, where }) => `${name} ${model} ${where}`.toLowerCase().includes(wanted));
  const shown = found.slice(0, MOST_SHOWN);
  return html`<fieldset class="target-choice one">
    <legend>${l10n.t('Target')}</legend>
    ${targets.length < SEARCH_FROM ? nothing : searchField(search, deeds)}
    <ul class="target-options">
      ${shown.map((target) => option(target, target.name === form.target, deeds))}
    </ul>
    ${belowTargets({ targets, found: found.length, shown: shown.length }, deeds)}
    ${
      targets.length > 1
        ? nothing
        : html`<p class="muted">
            <button type="button" class="link" @click=${() => deeds.wish('editTargets')}>
              ${l10n.t('Add a server or a model of your own')}
            </button>
          </p>`
    }
  </fieldset>`;
}

/** Whether a sweep may begin with it, if only after a question. */
export const isOpen = ({ state }: SweepTarget): boolean => state === 'ready' || state === 'asks-key';

function option(target: SweepTarget, isChosen: boolean, { fill }: SweepDeeds) {
  const { name, model, where } = target;
  const place = [model, where].filter((part) => part !== '').join(' · ');
  const why = whyNot(target);
  return html`<li>
    <label class=${isOpen(target) ? '' : 'closed'}>
      <input
        type="radio"
        name="sweep-target"
        .checked=${isChosen}
        ?disabled=${!isOpen(target)}
        @change=${() => fill({ target: name })}
      />
      <span class="option-text">
        <bdi class="option-name" title=${name}>${name}</bdi>
        <small title=${place}><bdi>${place}</bdi></small>
        ${why === null ? nothing : html`<small class="why">${why}</small>`}
      </span>
    </label>
  </li>`;
}

const whyNot = ({ state, missing }: SweepTarget): string | null =>
  state === 'editor-model'
    ? l10n.t(
        "A language model of the editor: it answers in the editor's own thread only, where many requests and exact times cannot be measured.",
      )
    : reasonOf({ state, missing });
