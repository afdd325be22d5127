import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import { PICTURE_FORMATS } from '../../../src/messages/runTabMessages';
import type { ChartName, CompareTools } from './parts';

/** Title of a chart, with the buttons that save it. */
export const chartHead = (chart: ChartName, title: string, { savePicture }: CompareTools) => html`
  <div class="chart-head">
    <h2 id="${chart}-title">${title}</h2>
    <span class="chart-saves">
      ${PICTURE_FORMATS.map((format) => {
        const name = format.toUpperCase();
        const label = l10n.t('Save as {0}: {1}', name, title);
        return html`<button
          type="button"
          class="link"
          title=${label}
          aria-label=${label}
          @click=${() => savePicture(chart, format)}
        >
          ${name}
        </button>`;
      })}
    </span>
  </div>
`;
