import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import { PICTURE_FORMATS, type PictureFormat } from '../../../src/messages/pictures';

export interface ChartSaving<Name extends string> {
  readonly savePicture: (name: Name, format: PictureFormat) => void;
}

/** Title of a chart, with the buttons that save it. */
export const chartHead = <Name extends string>(id: Name, title: string, { savePicture }: ChartSaving<Name>) => html`
  <div class="chart-head">
    <h2 id="${id}-title">${title}</h2>
    <span class="chart-saves">
      ${PICTURE_FORMATS.map((format) => {
        const name = format.toUpperCase();
        const label = l10n.t('Save as {0}: {1}', name, title);
        return html`<button
          type="button"
          class="link"
          title=${label}
          aria-label=${label}
          @click=${() => savePicture(id, format)}
        >
          ${name}
        </button>`;
      })}
    </span>
  </div>
`;
