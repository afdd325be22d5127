import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { CompareDraft, CompareTarget } from '../../../src/messages/compareTabMessages';
import type { CompareModel } from '../../state/compareModel';
import type { CompareTools } from './parts';

/** From here on a field to search in is worth its room. */
export const SEARCH_FROM = 8;
/** More rows would only be scrolled past. */
export const MOST_SHOWN = 100;

/** Every target there is, to be ticked; those that cannot take part say why. */
export function targetList({ targets, plan }: CompareDraft, { search }: CompareModel, tools: CompareTools) {
  const wanted = search.trim().toLowerCase();
  const found = targets.filter(({ name, model, where }) => `${name} ${model} ${where}`.toLowerCase().includes(wanted));
  const shown = found.slice(0, MOST_SHOWN);
  const open = found.filter(isOpen).map(({ name }) => name);
  return html`<fieldset class="target-choice">
    <legend>
      ${l10n.t('Targets')}
      <span class="muted">${l10n.t('{0} of {1} chosen', plan.targets.length, targets.length)}</span>
    </legend>
    ${targets.length < SEARCH_FROM ? nothing : searchField(search, tools)}
    <div class="choose-many">
      <button
        type="button"
        class="link"
        @click=${() => tools.plan({ targets: [...new Set([...plan.targets, ...open])] })}
      >
        ${wanted === '' ? l10n.t('Choose all') : l10n.t('Choose all found')}
      </button>
      <button
        type="button"
        class="link"
        @click=${() => tools.plan({ targets: plan.targets.filter((name) => !open.includes(name)) })}
      >
        ${l10n.t('Choose none')}
      </button>
    </div>
    <ul class="target-options">
      ${shown.map((target) => option(target, plan.targets, tools))}
    </ul>
    ${belowTargets({ targets, found: found.length, shown: shown.length }, tools)}
  </fieldset>`;
}

const isOpen = ({ state }: CompareTarget): boolean => state === 'ready' || state === 'asks-key';

export const searchField = (search: string, { set }: { readonly set: (change: { readonly search: string }) => void }) =>
  html`<input
    type="search"
    class="target-search"
    .value=${search}
    placeholder=${l10n.t('Search targets')}
    aria-label=${l10n.t('Search targets')}
    @input=${(event: Event) => set({ search: (event.target as HTMLInputElement).value })}
  />`;

function option(target: CompareTarget, chosen: readonly string[], { plan }: CompareTools) {
  const { name, model, where } = target;
  const change = (event: Event): void => {
    const isOn = (event.target as HTMLInputElement).checked;
    plan({ targets: isOn ? [...chosen, name] : chosen.filter((each) => each !== name) });
  };
  const place = [model, where].filter((part) => part !== '').join(' · ');
  const why = reasonOf(target);
  return html`<li>
    <label class=${isOpen(target) ? '' : 'closed'}>
      <input
        type="checkbox"
        .checked=${chosen.includes(name) && isOpen(target)}
        ?disabled=${!isOpen(target)}
        @change=${change}
      />
      <span class="option-text">
        <bdi class="option-name" title=${name}>${name}</bdi>
        <small title=${place}><bdi>${place}</bdi></small>
        ${why === null ? nothing : html`<small class="why">${why}</small>`}
      </span>
    </label>
  </li>`;
}

/** What stands between a target and a run; `null`: nothing. */
export function reasonOf({ state, missing }: Pick<CompareTarget, 'state' | 'missing'>): string | null {
  switch (state) {
    case 'ready':
      return null;
    case 'asks-key':
      return l10n.t('Needs an API key; it will be asked for at the start.');
    case 'no-key':
      return l10n.t('The environment variable {0} is empty. Set it and start the editor again.', missing ?? '');
    case 'untrusted':
      return l10n.t('A target of this workspace, which is not trusted.');
  }
}

interface Listed {
  readonly targets: readonly { readonly state: string }[];
  /** By the search, and of these the ones in the list. */
  readonly found: number;
  readonly shown: number;
}

/** What stands below a list of targets: that nothing was found, that there are more, what to do about an untrusted workspace. */
export const belowTargets = ({ targets, found, shown }: Listed, deeds: Parameters<typeof trustLine>[0]) => html`
  ${found === 0 ? html`<p class="muted">${l10n.t('No target is called that.')}</p>` : nothing}
  ${
    found > shown
      ? html`<p class="muted">${l10n.t('{0} more: type a part of the name to find them.', found - shown)}</p>`
      : nothing
  }
  ${targets.some(({ state }) => state === 'untrusted') ? trustLine(deeds) : nothing}
`;

const trustLine = ({ wish }: { readonly wish: (wish: 'manageTrust') => void }) =>
  html`<p class="muted">
    <button type="button" class="link" @click=${() => wish('manageTrust')}>${l10n.t('Manage workspace trust')}</button>
  </p>`;
