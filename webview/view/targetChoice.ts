import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { isOpen, type ListedTarget } from '../../src/messages/listedTarget';
import type { SweepTargetState } from '../../src/messages/sweepTabMessages';

/** From here on a field to search in is worth its room. */
const SEARCH_FROM = 8;
/** More rows would only be scrolled past. */
const MOST_SHOWN = 100;

type Listed = ListedTarget<SweepTargetState>;

interface ChoiceParts {
  readonly targets: readonly Listed[];
  readonly search: string;
  readonly legend: TemplateResult | string;
  /** Whether one or many may be chosen. */
  readonly kind: 'one' | 'many';
  /** Above the list, for those that were found. */
  readonly above?: (found: readonly Listed[]) => TemplateResult;
  /** What a target is chosen with. */
  readonly input: (target: Listed) => TemplateResult;
  /** What else can be done with it. */
  readonly beside?: (target: Listed) => TemplateResult | typeof nothing;
  readonly below?: TemplateResult | typeof nothing;
}

interface ChoiceDeeds {
  readonly set: (change: { readonly search: string }) => void;
  readonly wish: (wish: 'manageTrust') => void;
}

/** Every target there is, to be chosen; those that cannot take part say why. */
export function targetChoice(parts: ChoiceParts, deeds: ChoiceDeeds) {
  const { targets, search, legend, kind, above, input, beside, below = nothing } = parts;
  const wanted = search.trim().toLowerCase();
  const found = targets.filter(({ name, model, where }) => `${name} ${model} ${where}`.toLowerCase().includes(wanted));
  const shown = found.slice(0, MOST_SHOWN);
  return html`<fieldset class="target-choice ${kind}">
    <legend>${legend}</legend>
    ${targets.length < SEARCH_FROM ? nothing : searchField(search, deeds)} ${above?.(found) ?? nothing}
    <ul class="target-options">
      ${shown.map((target) => option(target, input(target), beside?.(target)))}
    </ul>
    ${found.length === 0 ? html`<p class="muted">${l10n.t('No target is called that.')}</p>` : nothing}
    ${
      found.length > shown.length
        ? html`<p class="muted">
            ${l10n.t('{0} more: type a part of the name to find them.', found.length - shown.length)}
          </p>`
        : nothing
    }
    ${targets.some(({ state }) => state === 'untrusted') ? trustLine(deeds) : nothing} ${below}
  </fieldset>`;
}

const searchField = (search: string, { set }: ChoiceDeeds) =>
  html`<input
    type="search"
    class="target-search"
    .value=${search}
    placeholder=${l10n.t('Search targets')}
    aria-label=${l10n.t('Search targets')}
    @input=${(event: Event) => set({ search: (event.target as HTMLInputElement).value })}
  />`;

function option(target: Listed, input: TemplateResult, beside: TemplateResult | typeof nothing = nothing) {
  const { name, model, where } = target;
  const place = [model, where].filter((part) => part !== '').join(' · ');
  const why = reasonOf(target);
  return html`<li>
    <label class=${isOpen(target) ? '' : 'closed'}>
      ${input}
      <span class="option-text">
        <bdi class="option-name" title=${name}>${name}</bdi>
        <small title=${place}><bdi>${place}</bdi></small>
        ${why === null ? nothing : html`<small class="why">${why}</small>`}
      </span>
    </label>
    ${beside}
  </li>`;
}

/** What stands between a target and a run; `null`: nothing. */
function reasonOf({ state, missing }: Listed): string | null {
  switch (state) {
    case 'ready':
      return null;
    case 'asks-key':
      return l10n.t('Needs an API key; it will be asked for at the start.');
    case 'no-key':
      return l10n.t('The environment variable {0} is empty. Set it and start the editor again.', missing ?? '');
    case 'untrusted':
      return l10n.t('A target of this workspace, which is not trusted.');
    case 'gone':
      return l10n.t('No longer among your targets. Its sweeps are kept.');
    case 'editor-model':
      return l10n.t(
        "A language model of the editor: it answers in the editor's own thread only, where many requests and exact times cannot be measured.",
      );
  }
}

const trustLine = ({ wish }: ChoiceDeeds) =>
  html`<p class="muted">
    <button type="button" class="link" @click=${() => wish('manageTrust')}>${l10n.t('Manage workspace trust')}</button>
  </p>`;
