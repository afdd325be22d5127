import { gapTicks, gapX, type GapBars } from '../layout/gapBars';
import type { Palette } from './hues';
import type { Pen } from './pen';

export const GAP_CHART_HEIGHT = 140;
const AXIS_HEIGHT = 20;
/** A single gap among thousands still shows. */
const SMALLEST_BAR = 2;
const TEXT_ROOM = 8;

export interface GapInk {
  readonly palette: Palette;
  readonly width: number;
  readonly font: string;
  /** Gaps from here on are stalls. */
  readonly stallMs: number;
  readonly text: (ms: number) => string;
}

export function drawGaps(context: Pen, bars: GapBars, ink: GapInk): void {
  const { width } = ink;
  const bottom = GAP_CHART_HEIGHT - AXIS_HEIGHT;
  for (const bar of bars.bars) {
    if (bar.count === 0) continue;
    const tall = Math.max(SMALLEST_BAR, bar.height * (bottom - 4));
    context.fillStyle = bar.fromMs >= ink.stallMs ? ink.palette.hues.stall : ink.palette.hues.answer;
    context.fillRect(bar.x + 0.5, bottom - tall, Math.max(bar.width - 1, 1), tall);
  }
  context.strokeStyle = ink.palette.grid;
  context.beginPath();
  context.moveTo(0, bottom + 0.5);
  context.lineTo(width, bottom + 0.5);
  context.stroke();
  drawAxis(context, bars, ink);
}

function drawAxis(context: Pen, bars: GapBars, ink: GapInk): void {
  const { width } = ink;
  context.font = ink.font;
  context.fillStyle = ink.palette.muted;
  context.strokeStyle = ink.palette.muted;
  const bottom = GAP_CHART_HEIGHT - AXIS_HEIGHT;
  let taken = Number.NEGATIVE_INFINITY;
  for (const gapMs of gapTicks(bars, width, 62)) {
    const x = gapX(bars, width, gapMs);
    context.fillRect(Math.round(x), bottom, 1, 4);
    const text = ink.text(gapMs);
    const textWidth = context.measureText(text).width;
    const left = Math.min(Math.max(x - textWidth / 2, 0), width - textWidth);
    // A text at the border is pushed inwards, where its neighbour may stand.
    if (left < taken + TEXT_ROOM) continue;
    context.fillText(text, left, GAP_CHART_HEIGHT - 4);
    taken = left + textWidth;
  }
}
