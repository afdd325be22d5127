import * as l10n from '@vscode/l10n';
import { EM_DASH, ESTIMATED_SIGN } from '../../../src/core/format';
import type { RunComparison } from '../../../src/core/statistics/compareRuns';
import type { CacheMode } from '../../../src/core/vocabulary';
import type { CompareRow } from '../../../src/messages/compareTabMessages';
import type { ChartMetric } from '../../state/compareModel';
import { between } from '../between';
import type { Words } from '../words';

export const METRIC_NAMES: Readonly<Record<ChartMetric, string>> = { ttftMs: 'TTFT', tpotMs: 'TPOT', e2eMs: 'E2E' };

export const metricTitle = (metric: ChartMetric): string =>
  ({
    ttftMs: l10n.t('Time to first token'),
    tpotMs: l10n.t('Time per output token'),
    e2eMs: l10n.t('End-to-end latency'),
  })[metric];

export const cacheText = (cache: CacheMode): string =>
  ({ 'as-is': l10n.t('cache as is'), cold: l10n.t('cold cache'), warm: l10n.t('warm cache') })[cache];

/** A median as it stands over a strip; "≈" where the tokens it is made of are estimated. */
export function medianText({ summary, isEstimated }: CompareRow, metric: ChartMetric, words: Words): string {
  const found = summary[metric];
  if (!found) return EM_DASH;
  return `${metric === 'tpotMs' && isEstimated ? `${ESTIMATED_SIGN} ` : ''}${words.duration(found.median)}`;
}

export function intervalText(row: CompareRow, metric: ChartMetric, words: Words): string {
  const ci95 = row.summary[metric]?.ci95;
  return ci95 ? between(ci95, words.exact) : l10n.t('no interval below 5 runs');
}

export type ChipKind = 'faster' | 'slower' | 'same' | 'more';

export interface Chip {
  readonly kind: ChipKind;
  readonly text: string;
  /** The numbers behind it. */
  readonly hint: string;
}

/** What a comparison of times with the reference says; `n` runs are there already. */
export function chipOf(metric: ChartMetric, comparison: RunComparison, n: number, words: Words): Chip {
  const name = METRIC_NAMES[metric];
  const { ratio, ci95, verdict, runsNeeded } = comparison;
  const times = (value: number): string => words.format.ratio(value);
  const hint = hintOf(comparison, times);
  switch (verdict) {
    case 'b-faster':
      return { kind: 'faster', text: l10n.t('{0} {1}× faster', name, times(1 / (ratio ?? 1))), hint };
    case 'a-faster':
      return { kind: 'slower', text: l10n.t('{0} {1}× slower', name, times(ratio ?? 1)), hint };
    case 'no-difference-shown':
      return { kind: 'same', text: l10n.t('{0} no difference shown', name), hint };
    case 'more-runs-needed': {
      const more = Math.max(1, (runsNeeded ?? 0) - n);
      const text =
        more === 1
          ? l10n.t('{0}: about one more run', name)
          : l10n.t('{0}: about {1} more runs', name, words.count(more));
      return { kind: 'more', text, hint: ci95 ? hint : l10n.t('Fewer than five runs carry no interval.') };
    }
  }
}

function hintOf({ ratio, ci95, runsNeeded }: RunComparison, times: (value: number) => string): string {
  if (ratio === null || !ci95) return '';
  const found = l10n.t('Ratio of medians {0}, 95% interval {1} to {2}.', times(ratio), times(ci95[0]), times(ci95[1]));
  return runsNeeded === null ? found : `${found} ${l10n.t('About {0} runs of each would settle it.', runsNeeded)}`;
}

export function costText({ costUsd }: CompareRow, words: Words): string {
  return costUsd === null ? EM_DASH : costUsd === 0 ? l10n.t('free') : words.format.usd(costUsd);
}
