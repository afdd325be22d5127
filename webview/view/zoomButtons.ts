import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';

export interface ZoomDeeds {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly showAll: () => void;
}

interface ZoomButton {
  readonly sign: string;
  readonly label: string;
  /** The other ways to do the same. */
  readonly hint: string;
  readonly disabled: boolean;
  readonly press: () => void;
}

/** For those who have neither wheel nor keyboard, and to tell those who have. */
export function zoomButtons(zoomed: boolean, { zoomIn, zoomOut, showAll }: ZoomDeeds) {
  const buttons: readonly ZoomButton[] = [
    { sign: '−', label: l10n.t('Zoom out'), hint: l10n.t('wheel or −'), disabled: !zoomed, press: zoomOut },
    { sign: '+', label: l10n.t('Zoom in'), hint: l10n.t('wheel or +'), disabled: false, press: zoomIn },
    {
      sign: l10n.t('All'),
      label: l10n.t('Show all'),
      hint: l10n.t('double click or 0'),
      disabled: !zoomed,
      press: showAll,
    },
  ];
  return html`<div class="zoom" role="group" aria-label=${l10n.t('Zoom')}>${buttons.map(zoomButton)}</div>`;
}

const zoomButton = ({ sign, label, hint, disabled, press }: ZoomButton) => html`
  <vscode-button appearance="icon" aria-label=${label} title="${label} (${hint})" ?disabled=${disabled} @click=${press}
    >${sign}</vscode-button
  >
`;
