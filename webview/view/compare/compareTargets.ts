import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { CompareDraft } from '../../../src/messages/compareTabMessages';
import { isOpen } from '../../../src/messages/listedTarget';
import type { CompareModel } from '../../state/compareModel';
import { targetChoice } from '../targetChoice';
import type { CompareTools } from './parts';

type Named = { readonly name: string };

/** The targets to compare, to be ticked one by one, or all that a search finds at once. */
export const compareTargets = ({ targets, plan }: CompareDraft, { search }: CompareModel, tools: CompareTools) =>
  targetChoice(
    {
      targets,
      search,
      kind: 'many',
      legend: html`${l10n.t('Targets')}
        <span class="muted">${l10n.t('{0} of {1} chosen', plan.targets.length, targets.length)}</span>`,
      above: (found) => chooseMany(found.filter(isOpen), search.trim() !== '', plan.targets, tools),
      input: (target) =>
        html`<input
          type="checkbox"
          .checked=${plan.targets.includes(target.name) && isOpen(target)}
          ?disabled=${!isOpen(target)}
          @change=${(event: Event) => choose(target, (event.target as HTMLInputElement).checked, plan.targets, tools)}
        />`,
    },
    tools,
  );

const choose = ({ name }: Named, isOn: boolean, chosen: readonly string[], { plan }: CompareTools): void =>
  plan({ targets: isOn ? [...chosen, name] : chosen.filter((each) => each !== name) });

function chooseMany(open: readonly Named[], isSearched: boolean, chosen: readonly string[], { plan }: CompareTools) {
  const names = open.map(({ name }) => name);
  return html`<div class="choose-many">
    <button type="button" class="link" @click=${() => plan({ targets: [...new Set([...chosen, ...names])] })}>
      ${isSearched ? l10n.t('Choose all found') : l10n.t('Choose all')}
    </button>
    <button
      type="button"
      class="link"
      @click=${() => plan({ targets: chosen.filter((name) => !names.includes(name)) })}
    >
      ${l10n.t('Choose none')}
    </button>
  </div>`;
}
