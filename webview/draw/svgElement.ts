import type { Palette } from './hues';
import type { Pen } from './pen';
import { SvgPen } from './svgPen';

/** How a picture is made where there is no browser. */
export interface SvgLook {
  readonly width: number;
  readonly palette: Palette;
  readonly locale: string;
}

export const FONT = '12px sans-serif';
export const BOLD = '600 12px sans-serif';

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly draw: (pen: Pen) => void;
}

/** What is drawn, as an `svg` element of a page. `prefix` makes its names unique where several stand on one page. */
export function svgElement({ width, height, draw }: Drawing, prefix: string): string {
  const pen = new SvgPen(prefix, widthOf);
  draw(pen);
  const box = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} font-family="sans-serif" aria-hidden="true">\n${pen.markup}\n</svg>`;
}

/** Without a browser nobody knows the width of a text; this is a little more than usual fonts take. */
export function widthOf(text: string, font: string): number {
  const perCharacter = font.startsWith('600') ? 7.2 : 6.6;
  return [...text].reduce(
    (sum, sign) => sum + (sign > '\u2e80' ? 12 : /[.,:;il|' ]/.test(sign) ? 3.6 : perCharacter),
    0,
  );
}
