import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { CompareTools } from './parts';

/** Title of a chart, with the button that saves it. */
export const chartHead = (id: string, title: string, { savePicture }: Pick<CompareTools, 'savePicture'>) => html`
  <div class="chart-head">
    <h2 id="${id}-title">${title}</h2>
    <button
      type="button"
      class="link"
      aria-label=${l10n.t('Save as SVG: {0}', title)}
      @click=${(event: Event) => {
        const section = (event.target as HTMLElement).closest('section');
        const chart = section?.querySelector<SVGSVGElement>('svg[data-chart]');
        if (chart) savePicture(chart, id);
      }}
    >
      ${l10n.t('Save as SVG')}
    </button>
  </div>
`;
