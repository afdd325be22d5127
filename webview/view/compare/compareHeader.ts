import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { ShownSeries } from '../../../src/messages/compareTabMessages';
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
      <span class="model">${planText(series, tools)}</span>
    </div>
    <div class="actions">${series.phase === 'ended' ? endedActions(tools) : runningActions(series, tools)}</div>
  </header>`;
}

function planText({ plan, rows }: ShownSeries, { words }: CompareTools): string {
  const { runs, warmups, cache } = plan;
  const size =
    rows.length === 1
      ? l10n.t('one target × {0} runs', words.count(runs))
      : l10n.t('{0} targets × {1} runs', words.count(rows.length), words.count(runs));
  const warm = warmups === 0 ? null : l10n.t('{0} warm-ups', words.count(warmups));
  return [size, warm, rows.length > 1 ? l10n.t('interleaved') : null, cacheText(cache)]
    .filter((part) => part !== null)
    .join(' · ');
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

const endedActions = ({ wish, set }: CompareTools) => html`
  <vscode-button @click=${() => wish('again')}>${l10n.t('Compare again')}</vscode-button>
  <vscode-button appearance="secondary" @click=${() => set({ isPlanning: true })}
    >${l10n.t('Change plan')}</vscode-button
  >
  <vscode-button appearance="secondary" @click=${() => wish('copyMarkdown')}>${l10n.t('Copy Markdown')}</vscode-button>
  <vscode-button appearance="secondary" @click=${() => wish('exportJson')}>${l10n.t('Export JSON')}</vscode-button>
  <vscode-button appearance="secondary" @click=${() => wish('exportMarkdown')}
    >${l10n.t('Export Markdown')}</vscode-button
  >
  <vscode-button appearance="secondary" @click=${() => wish('exportCsv')}>${l10n.t('Export CSV')}</vscode-button>
`;
