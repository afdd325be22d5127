import type { Pen } from '../pen';
import { targetMark } from '../targetMark';
import { shortened, writeAt, type ChartedTarget, type ChartLook, type ChartPicture, type Spot } from './chartPicture';
import { fillMark } from './traceMark';

/** A picture of a known size. */
export interface SizedPicture {
  readonly width: number;
  readonly height: number;
  readonly draw: (pen: Pen) => void;
}

export interface ComparisonParts {
  readonly charts: readonly ChartPicture[];
  readonly targets: readonly ChartedTarget[];
  /** What is shown, above it; the first line stands out. */
  readonly head: readonly string[];
  /** Each chart says what it is. */
  readonly hasTitles: boolean;
}

const MARGIN = 16;
const LINE = 18;
const AFTER_HEAD = 10;
const LEGEND_ROW = 22;
const LEGEND_GAP = 20;
const TITLE = 30;
const BETWEEN = 18;
const LONGEST_NAME_PX = 220;
const MARK_PX = 18;

/** Charts under each other, with a heading and, where they do not name their targets, a legend. */
export function comparisonPicture(parts: ComparisonParts, look: ChartLook): SizedPicture {
  const { charts, head, hasTitles } = parts;
  const legend = charts.some(({ needsLegend }) => needsLegend) ? legendOf(parts.targets, look) : null;
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

function drawHead(pen: Pen, head: readonly string[], { palette, font, boldFont, width, measure }: ChartLook): void {
  for (const [line, text] of head.entries()) {
    pen.font = line === 0 ? boldFont : font;
    pen.fillStyle = line === 0 ? palette.text : palette.muted;
    writeAt(pen, shortened(text, width, measure), { x: 0, y: LINE * line + 12 });
  }
}

function drawTitle(pen: Pen, title: string, { palette, boldFont }: ChartLook): void {
  pen.font = boldFont;
  pen.fillStyle = palette.text;
  writeAt(pen, title, { x: 0, y: 14 });
}

/** Colour, form and name of each target, as many in a row as find room. */
function legendOf(targets: readonly ChartedTarget[], { width, palette, font, measure }: ChartLook) {
  let [x, row] = [0, 0];
  const entries = targets.map(({ index, name }) => {
    const text = shortened(name, LONGEST_NAME_PX, measure);
    const needed = MARK_PX + measure(text);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const at: Spot = { x, y: row * LEGEND_ROW + 10 };
    x += needed + LEGEND_GAP;
    return { index, text, at };
  });
  return {
    height: (row + 1) * LEGEND_ROW + 6,
    draw: (pen: Pen): void => {
      pen.font = font;
      for (const { index, text, at } of entries) {
        const { hue, shape } = targetMark(index);
        pen.fillStyle = palette.hues[hue];
        fillMark(pen, shape, { x: at.x + 6, y: at.y }, 5);
        pen.fillStyle = palette.text;
        writeAt(pen, text, { x: at.x + MARK_PX, y: at.y + 4 });
      }
    },
  };
}
