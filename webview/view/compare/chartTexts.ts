import * as l10n from '@vscode/l10n';
import type { ChartTexts } from '../../draw/compare/chartPicture';
import { metricTitle } from './compareWords';

/** What the charts say, on the page and in pictures of it. */
export const chartTexts = (): ChartTexts => ({
  race: l10n.t('Race of the median runs'),
  scatter: l10n.t('Cost against latency'),
  boxes: (metric) => l10n.t('Every run: {0}', metricTitle(metric)),
  readingSpeed: l10n.t('reading speed'),
  tokensAxis: l10n.t('tokens ↑'),
  timeAxis: l10n.t('time since sending →'),
  costAxis: l10n.t('cost per run ↑'),
  latencyAxis: (isLogarithmic) =>
    isLogarithmic ? l10n.t('end-to-end latency, logarithmic →') : l10n.t('end-to-end latency →'),
});
