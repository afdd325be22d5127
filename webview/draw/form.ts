import type { Source } from '../../src/core/vocabulary';
import type { Pen } from './pen';

/** A rectangle to be filled. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The language of forms: solid is measured, hatched is reported by the server, hollow is estimated. Returns true when the
 * box is solid, so that a text inside needs the colour that goes on a fill.
 */
export function fillForm(context: Pen, box: Box, color: string, source: Source): boolean {
  context.save();
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, Math.min(2, box.width / 3));
  context.fillStyle = color;
  const solid = source === 'measured' || source === 'derived' || source === 'counted';
  if (solid) context.fill();
  else {
    context.clip();
    context.globalAlpha = 0.22;
    context.fill();
    context.globalAlpha = 1;
    if (source === 'reported') hatch(context, box, color);
    outline(context, box, color);
  }
  context.restore();
  return solid;
}

const HATCH_STEP = 6;

/** Slanted lines all over a box; whoever wants them in another form clips it first. */
export function hatch(context: Pen, { x, y, width, height }: Box, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.75;
  context.beginPath();
  // Lines start at multiples of the step on the canvas, so that the pattern stands still while a bar grows.
  for (let from = Math.floor((x - height) / HATCH_STEP) * HATCH_STEP; from < x + width; from += HATCH_STEP) {
    context.moveTo(from, y + height);
    context.lineTo(from + height, y);
  }
  context.stroke();
}

function outline(context: Pen, { x, y, width, height }: Box, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 0), height - 1);
}
