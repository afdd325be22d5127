import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { EM_DASH } from '../../../src/core/format';
import { metricRow } from '../../../src/core/metricCatalogue';
import { METRIC_UNITS } from '../../../src/core/metricText';
import type { ComparedMetric } from '../../../src/core/seriesMetrics';
import type { CompareRow } from '../../../src/messages/compareTabMessages';
import type { TargetView } from '../../state/compareRows';
import { between } from '../between';
import { markOf } from './mark';
import type { CompareTools } from './parts';

const SHOWN: readonly ComparedMetric[] = [
  'ttftMs',
  'ttfoMs',
  'tpotMs',
  'decodeTokensPerSecond',
  'e2eMs',
  'endToEndTokensPerSecond',
];

/** All numbers in full, which is also what the charts say to those who do not see them. */
export const numbersTable = (views: readonly TargetView[], tools: CompareTools) => html`
  <section class="all-numbers" aria-labelledby="numbers-table-title">
    <h2 id="numbers-table-title">${l10n.t('All numbers')}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of all numbers')}>
      <table>
        <thead>
          <tr>
            ${[l10n.t('Metric'), 'n', l10n.t('Median'), l10n.t('95% interval'), l10n.t('Mean'), l10n.t('Std. dev.'), l10n.t('p95 or max')].map((title) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        ${views.map((view) => rowsOf(view, tools))}
      </table>
    </div>
    ${
      views.some(({ row }) => row.summary.ttftMs && !row.summary.ttftMs.ci95)
        ? html`<p class="muted">${l10n.t('An interval needs at least 5 runs.')}</p>`
        : nothing
    }
  </section>
`;

/** The name has a line of its own: beside the numbers there is no room for both in a narrow panel. */
function rowsOf({ index, row }: TargetView, tools: CompareTools) {
  const metrics = SHOWN.filter((metric) => row.summary[metric] && (metric !== 'ttfoMs' || row.summary.thinkingMs));
  return html`<tbody>
    <tr class="group">
      <th scope="rowgroup" colspan="7">${markOf(index)}<bdi>${row.target.name}</bdi></th>
    </tr>
    ${
      metrics.length === 0
        ? html`<tr>
            <td colspan="7">${EM_DASH} ${l10n.t('no completed run')}</td>
          </tr>`
        : metrics.map((metric) => {
            const [title, ...rest] = cells(row, metric, tools);
            return html`<tr>
              <th scope="row">${title}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr>`;
          })
    }
  </tbody>`;
}

function cells({ summary }: CompareRow, metric: ComparedMetric, { words }: CompareTools): string[] {
  const found = summary[metric];
  if (!found) return [];
  const text = (value: number | null): string =>
    value === null
      ? EM_DASH
      : METRIC_UNITS[metric] === 'ms'
        ? words.exact(value)
        : words.format.tokenSpeed(value, 'table');
  const { n, median, ci95, mean, stdev, p95, max } = found;
  const interval = ci95 ? between(ci95, text) : EM_DASH;
  const far = p95 === null ? l10n.t('max {0}', text(max)) : l10n.t('p95 {0}', text(p95));
  return [metricRow(metric).title, words.count(n), text(median), interval, text(mean), text(stdev), far];
}
