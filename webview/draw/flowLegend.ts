import { writeAt, type ChartPicture } from './compare/chartPicture';
import type { Palette } from './hues';
import type { Pen } from './pen';

/** What a form means. */
export interface LegendEntry {
  readonly text: string;
  /** Draws the form into a square of 14 pixels at the pen's place. */
  readonly draw: (pen: Pen) => void;
}

export interface LegendLook {
  readonly width: number;
  readonly palette: Palette;
  readonly font: string;
  readonly measure: (text: string) => number;
}

const [ROW_PX, GAP_PX, MARK_PX] = [22, 20, 18];

/** Forms with what they mean, as many in a row as find room. */
export function flowLegend(
  entries: readonly LegendEntry[],
  { width, palette, font, measure }: LegendLook,
): Pick<ChartPicture, 'height' | 'draw'> {
  let [x, row] = [0, 0];
  const placed = entries.map((entry) => {
    const needed = MARK_PX + measure(entry.text);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const at = { x, y: row * ROW_PX + 3 };
    x += needed + GAP_PX;
    return { ...entry, at };
  });
  return {
    height: placed.length === 0 ? 0 : (row + 1) * ROW_PX + 6,
    draw: (pen) => {
      for (const { text, draw, at } of placed) {
        pen.save();
        pen.translate(at.x, at.y);
        draw(pen);
        pen.restore();
        pen.font = font;
        pen.fillStyle = palette.text;
        writeAt(pen, text, { x: at.x + MARK_PX, y: at.y + 11 });
      }
    },
  };
}
