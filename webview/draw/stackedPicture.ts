import { shortened, writeAt, type ChartPicture } from './compare/chartPicture';
import type { LegendLook } from './flowLegend';
import type { Pen } from './pen';

/** A picture of a known size. */
export interface SizedPicture {
  readonly width: number;
  readonly height: number;
  readonly draw: (pen: Pen) => void;
}

export interface StackedParts {
  readonly charts: readonly Pick<ChartPicture, 'title' | 'height' | 'draw'>[];
  /** What is shown, above it; the first line stands out. */
  readonly head: readonly string[];
  /** Between head and charts. */
  readonly legend?: Pick<ChartPicture, 'height' | 'draw'> | null;
  /** Each chart says what it is. */
  readonly hasTitles: boolean;
}

export interface StackLook extends LegendLook {
  readonly boldFont: string;
}

const [MARGIN, LINE, AFTER_HEAD, TITLE, BETWEEN] = [16, 18, 10, 30, 18];

/** Charts under each other on the ground of the theme, with a heading. */
export function stackedPicture({ charts, head, legend, hasTitles }: StackedParts, look: StackLook): SizedPicture {
  const headPx = head.length === 0 ? 0 : head.length * LINE + AFTER_HEAD;
  const titlePx = hasTitles ? TITLE : 0;
  const chartsPx = charts.reduce((sum, { height }) => sum + titlePx + height, (charts.length - 1) * BETWEEN);
  const [width, height] = [look.width + 2 * MARGIN, 2 * MARGIN + headPx + (legend?.height ?? 0) + chartsPx];
  return {
    width,
    height,
    draw: (pen) => {
      pen.fillStyle = look.palette.ground;
      pen.fillRect(0, 0, width, height);
      pen.save();
      pen.translate(MARGIN, MARGIN);
      drawHead(pen, head, look);
      pen.translate(0, headPx);
      legend?.draw(pen);
      pen.translate(0, legend?.height ?? 0);
      for (const chart of charts) {
        if (hasTitles) drawTitle(pen, chart.title, look);
        pen.translate(0, titlePx);
        chart.draw(pen);
        pen.translate(0, chart.height + BETWEEN);
      }
      pen.restore();
    },
  };
}

function drawHead(pen: Pen, head: readonly string[], { palette, font, boldFont, width, measure }: StackLook): void {
  for (const [line, text] of head.entries()) {
    pen.font = line === 0 ? boldFont : font;
    pen.fillStyle = line === 0 ? palette.text : palette.muted;
    writeAt(pen, shortened(text, width, measure), { x: 0, y: LINE * line + 12 });
  }
}

function drawTitle(pen: Pen, title: string, { palette, boldFont }: StackLook): void {
  pen.font = boldFont;
  pen.fillStyle = palette.text;
  writeAt(pen, title, { x: 0, y: 14 });
}
