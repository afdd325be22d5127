import { nothing, svg } from 'lit-html';
import type { Rect } from '../../layout/compare/placeLabels';
import type { Axis } from '../../layout/sweep/axis';

interface AxisText {
  readonly axis: Axis;
  readonly text: (value: number) => string;
  /** What is on it, at its end. */
  readonly title: string;
}

/** Grid, numbers and titles of a chart with one axis up and one to the right. */
export const axes = (plot: Rect, x: AxisText, y: AxisText) => svg`
  ${y.axis.ticks.map(({ value, px }) => {
    const at = plot.y + plot.height - px;
    return svg`<line class="grid" x1=${plot.x} x2=${plot.x + plot.width} y1=${at} y2=${at}></line>
      <text class="axis-label" x=${plot.x - 8} y=${at + 4} text-anchor="end">${y.text(value)}</text>`;
  })}
  ${x.axis.ticks.map(({ value, px }) => xTick(plot, px, x.text(value)))}
  <text class="axis-label" x="0" y="12">${y.title}</text>
  <text class="axis-label" x=${plot.x + plot.width} y="12" text-anchor="end">${x.title}</text>
`;

/** Words at the border are pushed inwards. */
function xTick(plot: Rect, px: number, text: string) {
  const [at, bottom] = [plot.x + px, plot.y + plot.height];
  const anchor = px > plot.width - 20 ? 'end' : 'middle';
  return svg`<line class="grid" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4}></line>
    <text class="axis-label" x=${anchor === 'end' ? plot.x + plot.width + 10 : at} y=${bottom + 18} text-anchor=${anchor}>${text}</text>`;
}

/** Where what is pointed at gets its ring. */
export const pointedRing = (radius: number) =>
  radius > 0 ? svg`<circle class="pointed" r=${radius} visibility="hidden"></circle>` : nothing;
