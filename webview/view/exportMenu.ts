import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { PanelWish, PictureFormat } from '../../src/messages/runTabMessages';

export interface ExportDeeds {
  readonly wish: (wish: PanelWish) => void;
  readonly picture: (format: PictureFormat) => void;
}

interface Item {
  readonly label: string;
  readonly press: () => void;
  /** Begins a new group. */
  readonly first?: boolean;
}

const items = ({ wish, picture }: ExportDeeds): readonly Item[] => [
  { label: l10n.t('Copy as Markdown'), press: () => wish('copyMarkdown') },
  { label: l10n.t('Copy as curl command'), press: () => wish('copyCurl') },
  { label: l10n.t('Save as JSON…'), press: () => wish('exportJson'), first: true },
  { label: l10n.t('Save chunks as CSV…'), press: () => wish('exportCsv') },
  { label: l10n.t('Save as HTML page…'), press: () => wish('exportHtml') },
  { label: l10n.t('Save charts as PNG…'), press: () => picture('png'), first: true },
  { label: l10n.t('Save charts as SVG…'), press: () => picture('svg') },
];

/** Everything that can be taken away of a run. The browser opens and closes it; the arrow keys walk it. */
export const exportMenu = (deeds: ExportDeeds) => html`
  <button
    type="button"
    class="menu-button"
    id="export-button"
    popovertarget="export-menu"
    aria-haspopup="menu"
    aria-controls="export-menu"
    @keydown=${openWithArrow}
  >
    ${l10n.t('Export')} <span class="caret" aria-hidden="true"></span>
  </button>
  <div
    class="menu"
    id="export-menu"
    popover
    role="menu"
    aria-labelledby="export-button"
    @toggle=${focusFirst}
    @keydown=${walk}
  >
    ${items(deeds).map(
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

function openWithArrow(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown') return;
  document.getElementById('export-menu')?.showPopover();
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
