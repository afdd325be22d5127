import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { ShownSeries } from '../../../src/messages/compareTabMessages';
import type { CompareTools } from './parts';
import { progress } from './progress';

/** How far the series is, or how it ended where that is worth a word. */
export function seriesState(series: ShownSeries, tools: CompareTools) {
  const isOver = series.phase === 'ended';
  const line = isOver ? endText(series, tools) : runningText(series, tools);
  return html`${line === null ? nothing : html`<p class="series-state" role="status">${line}</p>`}
  ${isOver && series.ending === 'completed' ? nothing : progress(series, tools)}`;
}

function runningText(series: ShownSeries, { words }: CompareTools): string {
  const { phase, planned, runs } = series;
  const [made, all] = [words.count(runs.length), words.count(planned)];
  switch (phase) {
    case 'pausing':
      return l10n.t('{0} of {1} runs made. The pause begins when the run under way is over.', made, all);
    case 'paused':
      return l10n.t('Paused after {0} of {1} runs. What was measured is kept.', made, all);
    case 'stopping':
      return l10n.t('Stopping after {0} of {1} runs…', made, all);
    default:
      return `${l10n.t('{0} of {1} runs made.', made, all)}${leftText(series, words)}`;
  }
}

/** By the medians so far; while a target has none, nobody knows. */
function leftText({ rows, runs, plan, current }: ShownSeries, { roughly }: CompareTools['words']): string {
  const each = plan.runs + plan.warmups;
  let leftMs = 0;
  for (const [target, row] of rows.entries()) {
    const open = row.gaveUp ? 0 : each - runs.filter((run) => run.target === target).length;
    const ms = row.summary.e2eMs?.median;
    if (open > 0 && ms === undefined) return '';
    leftMs += open * ((ms ?? 0) + plan.pauseMs);
  }
  const left = Math.max(0, leftMs - (current?.elapsedMs ?? 0));
  return left === 0 ? '' : ` ${l10n.t('About {0} to go.', roughly(left))}`;
}

function endText({ ending, runs, planned }: ShownSeries, { words }: CompareTools): string | null {
  const [made, all] = [words.count(runs.length), words.count(planned)];
  switch (ending) {
    case 'stopped':
      return l10n.t('Stopped after {0} of {1} runs. What was measured until then is kept.', made, all);
    case 'precise':
      return l10n.t('Ended early after {0} of {1} runs, as the medians are known well enough.', made, all);
    case 'interrupted':
      return l10n.t('The window was closed after {0} of {1} runs. What was measured until then is kept.', made, all);
    default:
      return null;
  }
}
