import type { Rect } from '../../layout/compare/placeLabels';
import type { Axis } from '../../layout/sweep/axis';
import { writeAt } from '../compare/chartPicture';
import type { Pen } from '../pen';
import { line, type SweepLook } from './sweepLook';

export interface AxisText {
  readonly axis: Axis;
  readonly text: (value: number) => string;
  /** What is on it, at its end. */
  readonly title: string;
}

export interface TwoAxes {
  readonly x: AxisText;
  readonly y: AxisText;
}

/** Grid, numbers and titles of a chart with one axis up and one to the right. */
export function drawAxes(pen: Pen, plot: Rect, { x, y }: TwoAxes, { palette, font }: SweepLook): void {
  const [bottom, right] = [plot.y + plot.height, plot.x + plot.width];
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  for (const { value, px } of y.axis.ticks) {
    const at = bottom - px;
    line(pen, { x: plot.x, y: at }, { x: right, y: at });
    writeAt(pen, y.text(value), { x: plot.x - 8, y: at + 4 }, 'right');
  }
  for (const { value, px } of x.axis.ticks) {
    const at = plot.x + px;
    const isLast = px > plot.width - 20;
    line(pen, { x: at, y: bottom }, { x: at, y: bottom + 4 });
    writeAt(pen, x.text(value), { x: isLast ? right + 10 : at, y: bottom + 18 }, isLast ? 'right' : 'center');
  }
  writeAt(pen, y.title, { x: 0, y: 12 });
  writeAt(pen, x.title, { x: right, y: 12 }, 'right');
}
