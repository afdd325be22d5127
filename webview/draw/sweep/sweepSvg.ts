import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { stated } from '../../../src/core/stated';
import { wordsFor } from '../../view/words';
import { stackedPicture } from '../stackedPicture';
import { BOLD, FONT, svgElement, widthOf, type SvgLook } from '../svgElement';
import { LENGTH_CHARTS, lengthChart, LOAD_CHARTS, loadChart } from './sweepCharts';
import type { SweepLook } from './sweepLook';

/** A chart of a sweep, as an `svg` element with its title. */
export interface SweepSvg {
  readonly title: string;
  readonly svg: string;
}

/** Legends of whole sentences need the room that the widest of usual fonts takes. */
const WIDE_FONT = 1.12;

/** The charts of a sweep with the geometry of the panel, as it shows them at first. Exported pages are English. */
export function sweepSvg({ length, load, card }: SweepReport, { width, palette, locale }: SvgLook): SweepSvg[] {
  const look: SweepLook = {
    ...{ width, palette, font: FONT, boldFont: BOLD, caption: stated },
    words: wordsFor(locale),
    measure: (text) => WIDE_FONT * widthOf(text, FONT),
  };
  const charts = [
    ...(length
      ? LENGTH_CHARTS.map((name) =>
          lengthChart(name, length, { isLogarithmic: false, asked: card && card.workload }, look),
        )
      : []),
    ...(load
      ? LOAD_CHARTS.map((name) => loadChart(name, load, { metric: 'ttftMs', level: null, span: null }, look))
      : []),
  ].filter((chart) => chart !== null);
  return charts.map((chart, at) => ({
    title: chart.title,
    svg: svgElement(stackedPicture({ charts: [chart], head: [], hasTitles: false }, look), `chart-${at}`),
  }));
}
