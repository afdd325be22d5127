import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { translated } from '../../../src/core/translated';
import type { CompareRow, CompareRun } from '../../../src/messages/compareTabMessages';
import { CHART_METRICS } from '../../state/compareModel';
import type { TargetView } from '../../state/compareRows';
import { metricRow } from '../../../src/core/metricCatalogue';
import type { CompareTools } from './parts';

/** From here on one false alarm among them is no longer rare. */
const MANY_COMPARISONS = 20;

/** What has to be borne in mind, as sentences: failures with what to do, caches, cold starts, drift, findings. */
export function cautions(views: readonly TargetView[], tools: CompareTools) {
  const told = views.flatMap((view) => cautionsOf(view, tools));
  const comparisons = views.reduce((sum, { against }) => sum + Object.keys(against).length, 0);
  const chance =
    comparisons < MANY_COMPARISONS
      ? []
      : [
          l10n.t(
            'Each of these {0} comparisons stands for itself: between equal targets, up to one in 20 shows a difference by chance.',
            comparisons,
          ),
        ];
  const all = [...told, ...chance];
  if (all.length === 0) return nothing;
  return html`<section class="findings" aria-labelledby="cautions-title">
    <h2 id="cautions-title">${l10n.t('To bear in mind')}</h2>
    <ul>
      ${all.map((sentence) => html`<li><bdi>${sentence}</bdi></li>`)}
    </ul>
  </section>`;
}

function cautionsOf({ row, runs }: TargetView, { words }: CompareTools): string[] {
  const { name } = row.target;
  return [
    failures(row, runs, words),
    row.counts.coldStarts > 0
      ? l10n.t('{0}: {1} runs began cold and are left out of the medians.', name, words.count(row.counts.coldStarts))
      : null,
    row.cachedTokens && row.cachedTokens.max > 0
      ? l10n.t(
          '{0}: {1} input tokens came from the prompt cache (median), so its TTFT is a warm number.',
          name,
          words.count(row.cachedTokens.median),
        )
      : null,
    ...row.drift
      .filter(isShown)
      .map(({ metric, change }) =>
        change > 0
          ? l10n.t(
              '{0} drifted: {1} rose by {2} from the first run to the last, so its median stands for no steady state.',
              name,
              metricRow(metric).title,
              words.format.percent(change),
            )
          : l10n.t(
              '{0} drifted: {1} fell by {2} from the first run to the last, so its median stands for no steady state.',
              name,
              metricRow(metric).title,
              words.format.percent(-change),
            ),
      ),
    row.findings.length > 0
      ? l10n.t(
          '{0}: findings in its {1} completed runs: {2}.',
          name,
          words.count(row.counts.completed),
          row.findings.map(({ code, runs: count }) => `${code} (${words.count(count)})`).join(', '),
        )
      : null,
  ].filter((sentence) => sentence !== null);
}

/** What every row of the table shows; the others only say the same again. */
const isShown = ({ metric }: CompareRow['drift'][number]): boolean => CHART_METRICS.some((shown) => shown === metric);

function failures(
  { target, counts, gaveUp }: CompareRow,
  runs: readonly CompareRun[],
  words: CompareTools['words'],
): string | null {
  const failed = runs.find(({ status }) => status === 'failed');
  if (!failed) return null;
  const [count, planned] = [words.count(Math.max(1, counts.failed)), words.count(counts.planned)];
  const why = translated(failed.error?.message ?? '');
  return gaveUp
    ? l10n.t('{0}: given up after three failures in a row; the other runs were not made. {1}', target.name, why)
    : l10n.t('{0}: {1} of {2} runs failed. {3}', target.name, count, planned, why);
}
