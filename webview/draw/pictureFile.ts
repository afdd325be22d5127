import type { PictureFormat } from '../../src/messages/pictures';
import type { Pen } from './pen';
import { SvgPen } from './svgPen';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly draw: (pen: Pen) => void;
}

/** Pixels per pixel of layout in a PNG, so that it is sharp on a slide. */
export const FINENESS = 2;

/** A picture as a file: SVG as text, PNG as base64. `null` where the browser cannot draw. */
export function pictureFile({ width, height, draw }: Drawing, format: PictureFormat): string | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return null;
  if (format === 'svg') {
    const pen = new SvgPen('charts', (text, font) => {
      context.font = font;
      return context.measureText(text).width;
    });
    draw(pen);
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
    const fonts = pageFont().replaceAll('"', "'");
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${fonts}">\n${pen.markup}\n</svg>\n`;
  }
  canvas.width = width * FINENESS;
  canvas.height = height * FINENESS;
  context.scale(FINENESS, FINENESS);
  draw(context);
  return canvas.toDataURL('image/png').split(',')[1] ?? null;
}

/** The family that the page is written in. */
export const pageFont = (): string => getComputedStyle(document.body).fontFamily;
