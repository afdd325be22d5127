import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { CompareRun, ShownSeries } from '../../../src/messages/compareTabMessages';
import { exportMenu, type MenuItem } from '../exportMenu';
import { cacheText } from './compareWords';
import type { CompareTools } from './parts';

/** What is compared, and what can be done with it now. */
export function compareHeader(series: ShownSeries, tools: CompareTools) {
  const { promptSource } = series;
  return html`<header>
    <div class="subject">
      <button type="button" class="link" title=${promptSource} @click=${() => tools.wish('openPrompt')}>
        <bdi>${promptSource}</bdi>
      </button>
      <span class="model" title=${planText(series, tools)}>${planText(series, tools)}</span>
    </div>
    <div class="actions">${series.phase === 'ended' ? endedActions(series, tools) : runningActions(series, tools)}</div>
  </header>`;
}

function planText({ plan, rows, runs: made }: ShownSeries, { words }: CompareTools): string {
  const { runs, warmups, cache } = plan;
  const size =
    rows.length === 1
      ? l10n.t('one target × {0} runs', words.count(runs))
      : l10n.t('{0} targets × {1} runs', words.count(rows.length), words.count(runs));
  const warm =
    warmups === 0 ? null : warmups === 1 ? l10n.t('one warm-up') : l10n.t('{0} warm-ups', words.count(warmups));
  return [size, warm, rows.length > 1 ? l10n.t('interleaved') : null, cacheText(cache), spent(made, words)]
    .filter((part) => part !== null)
    .join(' · ');
}

/** What all runs cost so far, as far as their prices are known. */
function spent(made: readonly CompareRun[], { format }: CompareTools['words']): string | null {
  const known = made.flatMap(({ costUsd }) => costUsd ?? []);
  const usd = known.reduce((sum, cost) => sum + cost, 0);
  if (usd === 0) return null;
  return known.length === made.length ? format.usd(usd) : l10n.t('at least {0}', format.usd(usd));
}

function runningActions({ phase }: ShownSeries, { wish }: CompareTools) {
  const isHeld = phase === 'paused' || phase === 'pausing';
  return html`
    ${phase === 'paused' ? nothing : html`<vscode-progress-ring aria-label=${l10n.t('Comparison under way')}></vscode-progress-ring>`}
    <vscode-button
      appearance="secondary"
      ?disabled=${phase === 'stopping'}
      @click=${() => wish(isHeld ? 'resume' : 'pause')}
      >${isHeld ? l10n.t('Resume') : l10n.t('Pause')}</vscode-button
    >
    <vscode-button ?disabled=${phase === 'stopping'} @click=${() => wish('stop')}>${l10n.t('Stop')}</vscode-button>
  `;
}

const endedActions = (series: ShownSeries, tools: CompareTools) => html`
  <vscode-button @click=${() => tools.wish('again')}>${l10n.t('Compare again')}</vscode-button>
  <vscode-button appearance="secondary" @click=${() => tools.set({ isPlanning: true })}
    >${l10n.t('Change plan')}</vscode-button
  >
  ${exportMenu('compare', [...files(tools), ...(series.rows.some(({ used }) => used.length > 0) ? pictures(tools) : [])])}
`;

const files = ({ wish }: CompareTools): readonly MenuItem[] => [
  { label: l10n.t('Copy as Markdown'), press: () => wish('copyMarkdown') },
  { label: l10n.t('Save as Markdown…'), press: () => wish('exportMarkdown'), first: true },
  { label: l10n.t('Save as JSON…'), press: () => wish('exportJson') },
  { label: l10n.t('Save runs as CSV…'), press: () => wish('exportCsv') },
  { label: l10n.t('Save as HTML page…'), press: () => wish('exportHtml') },
];

/** Of a comparison in which nobody has answered there is nothing to draw. */
const pictures = ({ saveCharts }: CompareTools): readonly MenuItem[] => [
  { label: l10n.t('Save charts as PNG…'), press: () => saveCharts('png'), first: true },
  { label: l10n.t('Save charts as SVG…'), press: () => saveCharts('svg') },
];
