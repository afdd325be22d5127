import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { isOpen } from '../../../src/messages/listedTarget';
import type { SweepDraft } from '../../../src/messages/sweepTabMessages';
import { targetChoice } from '../targetChoice';
import type { SweepDeeds } from './deeds';

/** The target to sweep, one of all there are. */
export const sweepTargets = ({ targets, form }: SweepDraft, search: string, deeds: SweepDeeds) =>
  targetChoice(
    {
      targets,
      search,
      kind: 'one',
      legend: l10n.t('Target'),
      input: (target) =>
        html`<input
          type="radio"
          name="sweep-target"
          .checked=${target.name === form.target}
          ?disabled=${!isOpen(target)}
          @change=${() => deeds.fill({ target: target.name })}
        />`,
      below: targets.length > 1 ? nothing : addTarget(deeds),
    },
    deeds,
  );

const addTarget = ({ wish }: SweepDeeds) =>
  html`<p class="muted">
    <button type="button" class="link" @click=${() => wish('editTargets')}>
      ${l10n.t('Add a server or a model of your own')}
    </button>
  </p>`;
