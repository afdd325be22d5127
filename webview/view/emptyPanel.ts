import { html } from 'lit-html';
import type { Wish } from './host';

/** Before the first run: what this is for and how to begin. */
export const emptyPanel = (targetName: string, wish: Wish) => html`
  <section class="empty">
    <h1>No run yet</h1>
    <p>
      Select a prompt in an editor, right-click and choose <strong>Profile Prompt</strong>. Here you will see where the
      time goes, token by token, and what it costs.
    </p>
    <div class="actions">
      <vscode-button @click=${() => wish('openSample')}>Open a sample prompt</vscode-button>
      <vscode-button appearance="secondary" @click=${() => wish('pickTarget')}>Choose a target</vscode-button>
    </div>
    <p class="muted">
      The next run goes to <strong><bdi>${targetName}</bdi></strong
      >.
    </p>
  </section>
`;
