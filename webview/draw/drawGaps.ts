import { gapTicks, gapX, type GapBars } from '../layout/gapBars';
import type { Palette } from './hues';
import type { Pen } from './pen';

export const GAP_CHART_HEIGHT = 140;
const AXIS_HEIGHT = 20;
/** Room above the tallest bar, for the upper half of its count. */
const TOP = 8;
/** A single gap among thousands still shows. */
const SMALLEST_BAR = 2;
const TEXT_ROOM = 8;

export interface GapInk {
  readonly palette: Palette;
  readonly font: string;
  /** Gaps from here on are stalls. */
  readonly stallMs: number;
  readonly text: (ms: number) => string;
  readonly count: (gaps: number) => string;
}

export function drawGaps(context: Pen, bars: GapBars, ink: GapInk): void {
  drawCounts(context, bars, ink);
  const bottom = GAP_CHART_HEIGHT - AXIS_HEIGHT;
  for (const bar of bars.bars) {
    if (bar.count === 0) continue;
    const tall = Math.max(SMALLEST_BAR, bar.height * (bottom - TOP));
    context.fillStyle = bar.fromMs >= ink.stallMs ? ink.palette.hues.stall : ink.palette.hues.answer;
    context.fillRect(bar.x + 0.5, bottom - tall, Math.max(bar.width - 1, 1), tall);
  }
  context.strokeStyle = ink.palette.grid;
  context.beginPath();
  context.moveTo(bars.left, bottom + 0.5);
  context.lineTo(bars.left + bars.width, bottom + 0.5);
  context.stroke();
  drawAxis(context, bars, ink);
}

/** Lines behind the bars, each with how many gaps it stands for. */
function drawCounts(context: Pen, { left, width, counts }: GapBars, ink: GapInk): void {
  const bottom = GAP_CHART_HEIGHT - AXIS_HEIGHT;
  context.save();
  context.font = ink.font;
  context.fillStyle = ink.palette.muted;
  context.strokeStyle = ink.palette.grid;
  context.textAlign = 'right';
  for (const { count, height } of counts) {
    const y = Math.round(bottom - height * (bottom - TOP)) + 0.5;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(left + width, y);
    context.stroke();
    context.fillText(ink.count(count), left - 6, y + 4);
  }
  context.restore();
}

function drawAxis(context: Pen, bars: GapBars, ink: GapInk): void {
  const right = bars.left + bars.width;
  context.font = ink.font;
  context.fillStyle = ink.palette.muted;
  context.strokeStyle = ink.palette.muted;
  const bottom = GAP_CHART_HEIGHT - AXIS_HEIGHT;
  let taken = Number.NEGATIVE_INFINITY;
  for (const gapMs of gapTicks(bars, 62)) {
    const x = gapX(bars, gapMs);
    context.fillRect(Math.round(x), bottom, 1, 4);
    const text = ink.text(gapMs);
    const textWidth = context.measureText(text).width;
    const left = Math.min(Math.max(x - textWidth / 2, 0), right - textWidth);
    // A text at the border is pushed inwards, where its neighbour may stand.
    if (left < taken + TEXT_ROOM) continue;
    context.fillText(text, left, GAP_CHART_HEIGHT - 4);
    taken = left + textWidth;
  }
}
