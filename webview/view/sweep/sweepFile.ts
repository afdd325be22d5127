import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import type { SweepKind } from '../../../src/messages/sweepForm';
import type { PictureFormat } from '../../../src/messages/pictures';
import { captionHere } from '../../../src/core/translated';
import { askedCard } from '../../../src/core/sweep/askedCard';
import type { Palette } from '../../draw/hues';
import { pageFont, pictureFile } from '../../draw/pictureFile';
import { stackedPicture } from '../../draw/stackedPicture';
import { textMeasure } from '../../draw/surface';
import {
  LENGTH_CHARTS,
  lengthChart,
  LOAD_CHARTS,
  loadChart,
  type LengthChart,
  type LoadChart,
} from '../../draw/sweep/sweepCharts';
import type { SweepChart, SweepLook } from '../../draw/sweep/sweepLook';
import type { SweepModel } from '../../state/sweep/sweepModel';
import type { Words } from '../words';

/** In a narrow panel the charts are narrow too; a picture has room. */
const LEAST_WIDTH = 720;

/** One chart, or all of one sweep. */
export type SweepPictureName = LengthChart | LoadChart | SweepKind;

export interface PictureSetting {
  readonly words: Words;
  /** Width of the panel. */
  readonly width: number;
  readonly palette: Palette;
}

/** Charts of a sweep as a file, as they are looked at: with the axis, the time, the level and the part of it that were chosen. `null`: there is nothing to draw. */
export function sweepFile(
  model: SweepModel,
  name: SweepPictureName,
  format: PictureFormat,
  { words, width, palette }: PictureSetting,
): string | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return null;
  const [font, boldFont] = [`12px ${pageFont()}`, `600 12px ${pageFont()}`];
  const look: SweepLook = {
    ...{ palette, words, font, boldFont, width: Math.max(LEAST_WIDTH, width) },
    measure: textMeasure(context, font),
    caption: captionHere,
  };
  const { report, charts } = chartsOf(model, name, look);
  if (report === null || charts.length === 0) return null;
  return pictureFile(stackedPicture({ charts, head: headOf(report), hasTitles: true }, look), format);
}

interface Charted {
  readonly report: SweepReport | null;
  readonly charts: readonly SweepChart[];
}

function chartsOf({ reports, choices }: SweepModel, name: SweepPictureName, look: SweepLook): Charted {
  const { length, load } = reports;
  const lengthNames = LENGTH_CHARTS.filter((each) => name === 'length' || name === each);
  if (lengthNames.length > 0) {
    const card = askedCard(reports, choices);
    const view = { isLogarithmic: choices.axis === 'logarithmic', asked: card.isAsked ? card.workload : null };
    const part = length?.length;
    const charts = part ? lengthNames.map((each) => lengthChart(each, part, view, look)) : [];
    return { report: length, charts: charts.filter((chart) => chart !== null) };
  }
  const part = load?.load;
  const loadNames = LOAD_CHARTS.filter((each) => name === 'load' || name === each);
  const charts = part ? loadNames.map((each) => loadChart(each, part, choices, look)) : [];
  return { report: load, charts: charts.filter((chart) => chart !== null) };
}

const headOf = ({ target, startedAt }: SweepReport): string[] => [
  [target.name, target.model].filter((each) => each !== '').join(', '),
  startedAt,
];
