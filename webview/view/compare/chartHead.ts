import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { PictureFormat } from '../../../src/messages/pictures';

export interface ChartSaving<Name extends string> {
  readonly savePicture: (chart: SVGSVGElement, name: Name, format: PictureFormat) => void;
  /** Those that it can be saved in. */
  readonly formats?: readonly PictureFormat[];
}

/** Title of a chart, with the buttons that save it. */
export const chartHead = <Name extends string>(
  id: Name,
  title: string,
  { savePicture, formats = ['svg'] }: ChartSaving<Name>,
) => html`
  <div class="chart-head">
    <h2 id="${id}-title">${title}</h2>
    <span class="chart-saves">
      ${formats.map((format) => {
        const name = format.toUpperCase();
        const label = l10n.t('Save as {0}: {1}', name, title);
        return html`<button
          type="button"
          class="link"
          title=${label}
          aria-label=${label}
          @click=${(event: Event) => {
            const section = (event.target as HTMLElement).closest('section');
            const chart = section?.querySelector<SVGSVGElement>('svg[data-chart]');
            if (chart) savePicture(chart, id, format);
          }}
        >
          ${name}
        </button>`;
      })}
    </span>
  </div>
`;
