import type { ShownSeries } from '../../../src/messages/compareTabMessages';
import type { PictureFormat } from '../../../src/messages/pictures';
import { boxPicture } from '../../draw/compare/boxPicture';
import type { ChartedTarget, ChartLook, ChartPicture } from '../../draw/compare/chartPicture';
import { comparisonPicture } from '../../draw/compare/comparisonPicture';
import { racePicture } from '../../draw/compare/racePicture';
import { scatterPicture } from '../../draw/compare/scatterPicture';
import type { Palette } from '../../draw/hues';
import { pageFont, pictureFile } from '../../draw/pictureFile';
import { textMeasure } from '../../draw/surface';
import { CHART_METRICS, type CompareModel } from '../../state/compareModel';
import { compareRows, valuesOf, type TargetView } from '../../state/compareRows';
import { chartTexts } from './chartTexts';
import type { ChartName, CompareTools } from './parts';

/** In a narrow panel the charts are narrow too; a picture has room. */
const LEAST_WIDTH = 720;

/** One chart of the comparison, or all of them, as a file; what is hidden on the page is not in it. `null`: there is nothing to draw. */
export function comparisonFile(
  model: CompareModel,
  what: ChartName | 'charts',
  format: PictureFormat,
  { words, readingTokensPerSecond, width, palette }: CompareTools & { readonly palette: Palette },
): string | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null || model.series === null) return null;
  const [font, boldFont] = [`12px ${pageFont()}`, `600 12px ${pageFont()}`];
  const look: ChartLook = {
    ...{ palette, words, font, boldFont, readingTokensPerSecond, texts: chartTexts() },
    width: Math.max(LEAST_WIDTH, width),
    measure: textMeasure(context, font),
  };
  const targets = compareRows(model).map((view) => chartedTarget(view, model));
  const charts = chartsOf(targets, what, model, look);
  if (charts.length === 0) return null;
  const head = headOf(model.series);
  return pictureFile(comparisonPicture({ charts, targets, head, hasTitles: true }, look), format);
}

function chartsOf(
  targets: readonly ChartedTarget[],
  what: ChartName | 'charts',
  { metric }: CompareModel,
  look: ChartLook,
): ChartPicture[] {
  const boxes = what === 'charts' ? CHART_METRICS : what === 'boxes' ? [metric] : [];
  const charts = [
    what === 'charts' || what === 'race' ? racePicture(targets, look) : null,
    what === 'charts' || what === 'scatter' ? scatterPicture(targets, look) : null,
    ...boxes.map((each) => boxPicture(targets, each, look)),
  ];
  return charts.filter((chart) => chart !== null);
}

const chartedTarget = ({ index, row, used }: TargetView, { details }: CompareModel): ChartedTarget => ({
  index,
  name: row.target.name,
  curve: row.medianRun === null ? null : (details.get(row.medianRun)?.curve ?? null),
  values: {
    ttftMs: valuesOf(used, 'ttftMs'),
    tpotMs: valuesOf(used, 'tpotMs'),
    e2eMs: valuesOf(used, 'e2eMs'),
  },
  e2eMs: row.summary.e2eMs?.median ?? null,
  costUsd: row.costUsd,
});

const headOf = ({ promptSource, startedAt }: ShownSeries): string[] => [promptSource, startedAt];
