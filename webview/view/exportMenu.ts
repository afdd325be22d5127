import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { PanelTab } from '../../src/messages/panelMessages';

export interface MenuItem {
  readonly label: string;
  readonly press: () => void;
  /** Begins a new group. */
  readonly first?: boolean;
}

/** Everything that can be taken away of what a tab shows. The browser opens and closes it; the arrow keys walk it. */
export const exportMenu = (tab: PanelTab, items: readonly MenuItem[]) => html`
  <button
    type="button"
    class="menu-button"
    id="${tab}-export-button"
    popovertarget="${tab}-export"
    aria-haspopup="menu"
    aria-controls="${tab}-export"
    @keydown=${(event: KeyboardEvent) => openWithArrow(event, `${tab}-export`)}
  >
    ${l10n.t('Export')} <span class="caret" aria-hidden="true"></span>
  </button>
  <div
    class="menu"
    id="${tab}-export"
    popover
    role="menu"
    aria-labelledby="${tab}-export-button"
    @toggle=${focusFirst}
    @keydown=${walk}
  >
    ${items.map(
      ({ label, press, first }) => html`
        <button
          type="button"
          role="menuitem"
          tabindex="-1"
          class=${first === true ? 'first' : ''}
          @click=${(event: Event) => choose(event, press)}
        >
          ${label}
        </button>
      `,
    )}
  </div>
`;

function choose({ target }: Event, press: () => void): void {
  if (target instanceof HTMLElement) target.closest<HTMLElement>('[popover]')?.hidePopover();
  press();
}

function openWithArrow(event: KeyboardEvent, menu: string): void {
  if (event.key !== 'ArrowDown') return;
  document.getElementById(menu)?.showPopover();
  event.preventDefault();
}

function focusFirst(event: Event): void {
  const menu = event.target;
  if (event instanceof ToggleEvent && event.newState === 'open' && menu instanceof HTMLElement)
    menu.querySelector('button')?.focus();
}

function walk(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  if (event.key === 'Tab') return event.currentTarget.hidePopover();
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.findIndex((item) => item === document.activeElement);
  const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: -1 }[
    event.key
  ];
  if (next === undefined) return;
  all.at(next)?.focus();
  event.preventDefault();
}
