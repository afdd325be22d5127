import { html, nothing, type SVGTemplateResult } from 'lit-html';

export interface LegendItem {
  /** Forms within a square of 14 pixels. */
  readonly ink: SVGTemplateResult;
  readonly text: string;
}

/** What the forms of a chart mean; only those that are in it. */
export const legend = (items: readonly (LegendItem | null)[]) => html`
  <ul class="legend" aria-hidden="true">
    ${items.map((item) =>
      item === null
        ? nothing
        : html`<li><svg class="key" width="14" height="14" viewBox="0 0 14 14">${item.ink}</svg>${item.text}</li>`,
    )}
  </ul>
`;
