import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { SweepDraft } from '../../../src/messages/sweepTabMessages';
import type { SweepDeeds } from './deeds';

/** Whose words the prompts are made of. */
export function promptWords({ prompt, form }: SweepDraft, { words, wish, fill }: SweepDeeds) {
  const usesOwn = form.usesPrompt && prompt !== null;
  const choice = (isOwn: boolean, text: unknown) =>
    html`<label class="option-line">
      <input
        type="radio"
        name="sweep-words"
        .checked=${usesOwn === isOwn}
        ?disabled=${isOwn && prompt === null}
        @change=${() => fill({ usesPrompt: isOwn })}
      />
      <span>${text}</span>
    </label>`;
  const another = html`<button type="button" class="link" @click=${() => wish('usePrompt')}>
    ${l10n.t('Use the prompt in the editor')}
  </button>`;
  return html`<fieldset class="sweep-words">
    <legend>${l10n.t('Text of the prompts')}</legend>
    ${
      prompt === null
        ? nothing
        : html`${choice(
              true,
              html`${l10n.t('My prompt, repeated or cut to length')}
                <small>${l10n.t('{0} characters', words.count(prompt.characters))}</small>`,
            )}
            <p class="words-links of-option">
              <button type="button" class="link" title=${prompt.source} @click=${() => wish('openPrompt')}>
                <bdi dir="ltr">${prompt.source}</bdi>
              </button>
              ${another}
            </p>`
    }
    ${choice(false, l10n.t('The built-in text: plain sentences about nothing in particular'))}
    ${prompt === null ? html`<p class="words-links">${another}</p>` : nothing}
  </fieldset>`;
}
