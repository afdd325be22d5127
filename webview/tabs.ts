import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit-html';
import type { PanelTab, ToPanel } from '../src/messages/panelMessages';
import type { Host } from './view/host';

/** One part of the panel. It draws itself into `element`, and only while it is shown. */
export interface Tab {
  readonly id: PanelTab;
  readonly title: string;
  readonly element: HTMLElement;
  /** Every message to the panel, whichever tab it is for. */
  take(message: ToPanel): void;
  show(isShown: boolean): void;
  /** Escape was pressed in this tab and nothing there wanted it; false when it means nothing now. */
  escape(): boolean;
  dispose(): void;
}

/** The strip of tabs and the one in front. A panel with one tab has no strip. */
export class Tabs {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #tabs: readonly Tab[];
  readonly #ended = new AbortController();
  #chosen: PanelTab | null = null;

  constructor(root: HTMLElement, host: Host, tabs: readonly Tab[]) {
    this.#root = root;
    this.#host = host;
    this.#tabs = tabs;
    document.addEventListener('keydown', (event) => this.#escape(event), { signal: this.#ended.signal });
  }

  take(message: ToPanel): void {
    for (const tab of this.#tabs) tab.take(message);
    if (message.type === 'hydrate') this.#bring(message.state.tab);
    else if (message.type === 'tab') this.#bring(message.tab);
  }

  dispose(): void {
    this.#ended.abort();
    for (const tab of this.#tabs) tab.dispose();
  }

  #bring(chosen: PanelTab): void {
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    this.#host.remember({ tab: chosen });
    render(
      html`${this.#tabs.length > 1 ? this.#strip() : nothing} ${this.#tabs.map((tab) => this.#panel(tab))}`,
      this.#root,
    );
    for (const tab of this.#tabs) tab.show(tab.id === chosen);
  }

  #strip() {
    return html`
      <div
        class="tabs"
        role="tablist"
        aria-label=${l10n.t('Parts of the panel')}
        @keydown=${(event: KeyboardEvent) => this.#walk(event)}
      >
        ${this.#tabs.map(
          ({ id, title }) => html`
            <button
              type="button"
              role="tab"
              id="tab-${id}"
              aria-controls="tabpanel-${id}"
              aria-selected=${id === this.#chosen}
              tabindex=${id === this.#chosen ? 0 : -1}
              @click=${() => this.#choose(id)}
            >
              ${title}
            </button>
          `,
        )}
      </div>
    `;
  }

  #panel({ id, element }: Tab) {
    const hidden = id !== this.#chosen;
    if (this.#tabs.length === 1) return element;
    return html`<div role="tabpanel" id="tabpanel-${id}" aria-labelledby="tab-${id}" ?hidden=${hidden}>
      ${element}
    </div>`;
  }

  /** As the person wishes; the editor hears of it, so that a panel that is made anew shows the same tab. */
  #choose(id: PanelTab): void {
    if (id === this.#chosen) return;
    this.#bring(id);
    this.#host.post({ type: 'tab', tab: id });
  }

  /** The strip is one stop for the tab key; arrows go from tab to tab. */
  #walk(event: KeyboardEvent): void {
    const at = this.#tabs.findIndex(({ id }) => id === this.#chosen);
    const last = this.#tabs.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const tab = next === undefined ? undefined : this.#tabs[next];
    if (!tab) return;
    event.preventDefault();
    this.#choose(tab.id);
    document.getElementById(`tab-${tab.id}`)?.focus();
  }

  #escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.#tabs.find(({ id }) => id === this.#chosen)?.escape()) event.preventDefault();
  }
}
