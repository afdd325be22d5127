import { warmRuns } from '../../../src/core/deriveSeries';
import { medianCostUsd, medianRun } from '../../../src/core/medianRun';
import { metricRow } from '../../../src/core/metricCatalogue';
import { raceCurve } from '../../../src/core/raceCurve';
import { READING_WORDS_PER_MINUTE, readingSpeed } from '../../../src/core/readingSpeed';
import { valuesOf } from '../../../src/core/seriesMetrics';
import type { SeriesTargetReport } from '../../../src/core/seriesReport';
import { CHART_METRICS } from '../../state/compareModel';
import { wordsFor } from '../../view/words';
import { BOLD, FONT, svgElement, widthOf, type SvgLook } from '../svgElement';
import { boxPicture } from './boxPicture';
import type { ChartedTarget, ChartLook, ChartTexts } from './chartPicture';
import { comparisonPicture } from './comparisonPicture';
import { racePicture } from './racePicture';
import { scatterPicture } from './scatterPicture';

/** A chart of a series, as an `svg` element with its title. */
export interface SeriesChart {
  readonly title: string;
  readonly svg: string;
}

/** Exported pages are English. */
const TEXTS: ChartTexts = {
  race: 'Race of the median runs',
  scatter: 'Cost against latency',
  boxes: (metric) => `Every run: ${metricRow(metric).title}`,
  readingSpeed: 'reading speed',
  tokensAxis: 'tokens ↑',
  timeAxis: 'time since sending →',
  costAxis: 'cost per run ↑',
  latencyAxis: (isLogarithmic) => (isLogarithmic ? 'end-to-end latency, logarithmic →' : 'end-to-end latency →'),
};

/** The charts of a series with the geometry of the panel; `targets` in the order of the plan, all of one prompt. */
export function seriesSvg(targets: readonly SeriesTargetReport[], { width, palette, locale }: SvgLook): SeriesChart[] {
  const look: ChartLook = {
    ...{ width, palette, texts: TEXTS, font: FONT, boldFont: BOLD },
    words: wordsFor(locale),
    readingTokensPerSecond: readingSpeed(READING_WORDS_PER_MINUTE).tokens,
    measure: (text) => widthOf(text, FONT),
  };
  const charted = targets.map(chartedTarget);
  const charts = [
    racePicture(charted, look),
    scatterPicture(charted, look),
    ...CHART_METRICS.map((metric) => boxPicture(charted, metric, look)),
  ].filter((chart) => chart !== null);
  return charts.map((chart, at) => {
    const picture = comparisonPicture({ charts: [chart], targets: charted, head: [], hasTitles: false }, look);
    return { title: chart.title, svg: svgElement(picture, `chart-${at}`) };
  });
}

function chartedTarget({ target, runs, summary }: SeriesTargetReport, index: number): ChartedTarget {
  const used = warmRuns(runs);
  const middle = medianRun(used);
  return {
    index,
    name: target.name,
    curve: middle && raceCurve(middle),
    values: {
      ttftMs: valuesOf(used, 'ttftMs'),
      tpotMs: valuesOf(used, 'tpotMs'),
      e2eMs: valuesOf(used, 'e2eMs'),
    },
    e2eMs: summary.e2eMs?.median ?? null,
    costUsd: medianCostUsd(used),
  };
}
