import { flowLegend } from '../flowLegend';
import type { Pen } from '../pen';
import { stackedPicture, type SizedPicture, type StackedParts } from '../stackedPicture';
import { targetMark } from '../targetMark';
import { shortened, type ChartedTarget, type ChartLook, type ChartPicture } from './chartPicture';
import { fillMark } from './traceMark';

export interface ComparisonParts extends Omit<StackedParts, 'legend'> {
  readonly charts: readonly ChartPicture[];
  readonly targets: readonly ChartedTarget[];
}

const LONGEST_NAME_PX = 220;

/** Charts of a comparison under each other, with a legend where they do not name their targets. */
export function comparisonPicture({ targets, ...parts }: ComparisonParts, look: ChartLook): SizedPicture {
  const { palette, measure } = look;
  const entries = targets.map(({ index, name }) => ({
    text: shortened(name, LONGEST_NAME_PX, measure),
    draw: (pen: Pen) => {
      const { hue, shape } = targetMark(index);
      pen.fillStyle = palette.hues[hue];
      fillMark(pen, shape, { x: 6, y: 7 }, 5);
    },
  }));
  const legend = parts.charts.some(({ needsLegend }) => needsLegend) ? flowLegend(entries, look) : null;
  return stackedPicture({ ...parts, legend }, look);
}
