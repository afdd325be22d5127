import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { isOpen } from '../../../src/messages/listedTarget';
import type { SweepDraft } from '../../../src/messages/sweepTabMessages';
import { targetChoice } from '../targetChoice';
import type { SweepDeeds } from './deeds';

/** The target to sweep, one of all there are. */
export function sweepTargets({ targets, form }: SweepDraft, search: string, deeds: SweepDeeds) {
  const swept = new Set(targets.filter(({ isSwept }) => isSwept).map(({ name }) => name));
  return targetChoice(
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
      beside: (target) => (isOpen(target) || !swept.has(target.name) ? nothing : showSweeps(target.name, deeds)),
      below: targets.filter(({ state }) => state !== 'gone').length > 1 ? nothing : addTarget(deeds),
    },
    deeds,
  );
}

/** A target that cannot be swept now has been, and that can still be looked at. */
const showSweeps = (target: string, { fill, set }: SweepDeeds) =>
  html`<button
    type="button"
    class="link"
    aria-label=${l10n.t('Show the sweeps of {0}', target)}
    @click=${() => {
      fill({ target });
      set({ isPlanning: false });
    }}
  >
    ${l10n.t('Show its sweeps')}
  </button>`;

const addTarget = ({ wish }: SweepDeeds) =>
  html`<p class="muted">
    <button type="button" class="link" @click=${() => wish('addTarget')}>
      ${l10n.t('Add a server or a model of your own')}
    </button>
  </p>`;
