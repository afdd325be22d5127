import { html } from 'lit-html';
import { chartHead } from '../compare/chartHead';
import type { ChartName, SweepTools } from './parts';

/** Title of a chart; with the buttons that save it where there is something to save. */
export const chartTitle = (id: ChartName, title: string, hasChart: boolean, tools: SweepTools) =>
  hasChart ? chartHead(id, title, tools) : html`<div class="chart-head"><h2 id="${id}-title">${title}</h2></div>`;
