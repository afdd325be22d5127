import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { Wish } from './host';
import { strongParts } from './sentence';

/** Before the first run: what this is for and how to begin. */
export const emptyPanel = (targetName: string, wish: Wish) => html`
  <section class="empty">
    <h1>${l10n.t('No run yet')}</h1>
    <p>
      ${strongParts(
        l10n.t(
          'Select a prompt in an editor, right-click and choose {0}. Here you will see where the time goes, token by token, and what it costs.',
        ),
        l10n.t('Profile Prompt'),
      )}
    </p>
    <div class="actions">
      <vscode-button @click=${() => wish('openSample')}>${l10n.t('Open a sample prompt')}</vscode-button>
      <vscode-button appearance="secondary" @click=${() => wish('pickTarget')}
        >${l10n.t('Choose a target')}</vscode-button
      >
    </div>
    <p class="muted">${strongParts(l10n.t('The next run goes to {0}.'), targetName)}</p>
  </section>
`;
