import type { Phase } from '../../src/core/runReport';
import type { Channel } from '../../src/core/vocabulary';
import { tickHeight } from '../layout/gapScale';
import { PHASE_TEXT_ROW_HEIGHT, STALL_TEXT_HEIGHT, type Strip } from '../layout/laneBoxes';
import { phaseHue, type LanesScene } from '../layout/lanesScene';
import type { StallField } from '../layout/stallFields';
import { fillForm } from './form';
import type { Hue, Palette } from './hues';
import type { Pen } from './pen';

export interface Ink {
  readonly palette: Palette;
  readonly font: string;
  readonly boldFont: string;
  /** Text of a moment on the axis, given the step between two of them. */
  readonly axisText: (atMs: number, stepMs: number) => string;
  readonly stallText: (field: StallField) => string;
  /** Channel of the answer, for the colour of the decode phase. */
  readonly decodes: Channel;
  /** A stopped or failed run is drawn faded. */
  readonly faded: boolean;
}

export const channelHue = (channel: Channel): Hue => (channel === 'reasoning' ? 'thinking' : channel);

/** Fainter than this, a blue line on black would have less than the contrast of 3:1 that a form needs. */
const fadedAlpha = ({ highContrast }: Palette): number => (highContrast ? 0.75 : 0.55);

/** Geometry to ink. Back to front: grid, silences, bars, ticks, lines, texts. */
export function drawLanes(context: Pen, scene: LanesScene, ink: Ink): void {
  context.save();
  context.translate(scene.boxes.gutter, 0);
  drawGrid(context, scene, ink);
  context.beginPath();
  context.rect(-0.5, 0, scene.plotWidth + 1, scene.boxes.height);
  context.clip();
  // Forms of a run that broke off are faded; its texts are as readable as ever.
  if (ink.faded) clearBars(context, scene, ink);
  context.globalAlpha = ink.faded ? fadedAlpha(ink.palette) : 1;
  const solid = drawBars(context, scene, ink);
  if (!scene.phasesOnly) {
    drawSilences(context, scene, ink);
    drawTicks(context, scene, ink);
    drawSpeed(context, scene, ink);
    drawWritten(context, scene, ink);
  }
  context.globalAlpha = 1;
  drawPhaseTexts(context, scene, ink, solid);
  drawStallTexts(context, scene, ink);
  context.restore();
}

function line(context: Pen, from: readonly [number, number], to: readonly [number, number]): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

const bottomOf = ({ top, height }: Strip): number => top + height;

function drawGrid(context: Pen, scene: LanesScene, ink: Ink): void {
  const { boxes, axis, plotWidth } = scene;
  context.strokeStyle = ink.palette.grid;
  context.lineWidth = 1;
  context.font = ink.font;
  context.fillStyle = ink.palette.muted;
  let textEnd = 0;
  for (const { atMs, x } of axis.ticks) {
    const at = Math.round(x) + 0.5;
    line(context, [at, boxes.axis.top + 14], [at, bottomOf(boxes.written)]);
    const text = ink.axisText(atMs, axis.stepMs);
    const { width } = context.measureText(text);
    // The last text stands before its line when it would be cut by the border of the panel.
    const from = at + 4 + width <= plotWidth ? at + 4 : plotWidth - width;
    if (from < textEnd) continue;
    context.fillText(text, from, boxes.axis.top + 12);
    textEnd = from + width + 8;
  }
  if (scene.phasesOnly) return;
  for (const lane of [boxes.chunks, boxes.speed, boxes.written]) {
    const y = Math.round(bottomOf(lane)) + 0.5;
    line(context, [0, y], [plotWidth, y]);
  }
}

function drawSilences(context: Pen, { boxes, stalls, silence }: LanesScene, ink: Ink): void {
  context.save();
  context.fillStyle = ink.palette.hues.stall;
  context.globalAlpha *= ink.palette.highContrast ? 0.3 : 0.16;
  const { top, height } = boxes.chunks;
  for (const field of stalls) context.fillRect(field.x, top, field.width, height);
  if (silence !== null) context.fillRect(silence.x, top, silence.width, height);
  context.restore();
}

/** Takes away the grid behind bars that would let it through. */
function clearBars(context: Pen, { boxes, bars }: LanesScene, ink: Ink): void {
  context.fillStyle = ink.palette.ground;
  for (const { x, width } of bars) context.fillRect(x, boxes.phases.top, width, boxes.phases.height);
}

/** Draws the bars and returns those of them that are filled. */
function drawBars(context: Pen, { boxes, bars }: LanesScene, ink: Ink): ReadonlySet<Phase> {
  const { top, height } = boxes.phases;
  const solid = new Set<Phase>();
  for (const { phase, x, width } of bars) {
    // A gap of a pixel between bars, taken from the bar, so that starts stay true.
    const box = { x, y: top, width: Math.max(width - 1, 1), height };
    if (fillForm(context, box, ink.palette.hues[phaseHue(phase, ink.decodes)], phase.source)) solid.add(phase);
  }
  return solid;
}

function drawPhaseTexts(context: Pen, { boxes, labels }: LanesScene, ink: Ink, solid: ReadonlySet<Phase>): void {
  for (const label of labels) {
    const hue = phaseHue(label.phase, ink.decodes);
    if (label.row === 0) {
      const onFill = solid.has(label.phase) && !ink.faded;
      context.font = ink.boldFont;
      context.fillStyle = onFill ? ink.palette.onHues[hue] : ink.palette.text;
      context.fillText(label.text, label.x, boxes.phases.top + boxes.phases.height / 2 + 4);
      continue;
    }
    const y = boxes.phaseTexts.top + (label.row - 1) * PHASE_TEXT_ROW_HEIGHT + 13;
    context.font = ink.font;
    context.fillStyle = ink.palette.inks[hue];
    erase(context, label, y, ink);
    context.fillText(label.text, label.x, y);
  }
}

/** Takes away the grid behind a text. */
function erase(context: Pen, { text, x }: { text: string; x: number }, y: number, ink: Ink): void {
  const { fillStyle } = context;
  context.fillStyle = ink.palette.ground;
  context.fillRect(x - 2, y - 12, context.measureText(text).width + 4, 16);
  context.fillStyle = fillStyle;
}

/** From this distance between ticks on, in pixels, each stands alone; nearer ones run into one shape. */
const APART_PX = 3;
/** Where ticks run together, a gap wider than this still shows as one. */
const TOGETHER_PX = 4;

/** Mean distance between the ticks in view, in pixels. */
function tickSpacing({ ticks, pixelRatio }: LanesScene): number {
  const first = ticks.filled[0] ?? 0;
  const span = (ticks.filled.at(-1) ?? first) - first;
  return ticks.filled.length < 2 ? Infinity : span / (ticks.filled.length - 1) / pixelRatio;
}

/** Width of each tick, in columns of the screen. Ticks one column wide and hardly more apart would flicker as a pattern. */
function tickWidths(scene: LanesScene): (place: number) => number {
  const { ticks, pixelRatio } = scene;
  const spacing = tickSpacing(scene);
  if (spacing >= 5) return () => Math.round(2 * pixelRatio);
  if (spacing >= APART_PX) return () => Math.ceil(pixelRatio);
  const most = Math.round(TOGETHER_PX * pixelRatio);
  return (place) => {
    const toNext = (ticks.filled[place + 1] ?? Infinity) - (ticks.filled[place] ?? 0);
    return toNext <= most ? toNext : 1;
  };
}

function drawTicks(context: Pen, scene: LanesScene, ink: Ink): void {
  const { ticks, boxes, pixelRatio } = scene;
  const bottom = bottomOf(boxes.chunks);
  const tallest = boxes.chunks.height - STALL_TEXT_HEIGHT;
  const widthAt = tickWidths(scene);
  ticks.filled.forEach((column, place) => {
    const index = ticks.worstIndex[column] ?? 0;
    const gapMs = ticks.worstGapMs[column] ?? 0;
    const stalled = scene.stallAtMs.has(ticks.series.at(index));
    const height = stalled ? boxes.chunks.height : tickHeight(gapMs, scene.gapTopMs) * tallest;
    const width = stalled ? 2 : widthAt(place) / pixelRatio;
    const left = column / pixelRatio;
    context.fillStyle = ink.palette.hues[stalled ? 'stall' : channelHue(ticks.series.channel(index))];
    context.fillRect(left, bottom - height, width, height);
    if (!stalled && gapMs > scene.gapTopMs) cut(context, left + width / 2, bottom - tallest);
  });
}

/** A tick that is longer than its lane gets an arrow head. */
function cut(context: Pen, x: number, top: number): void {
  context.beginPath();
  context.moveTo(x - 3.5, top + 5);
  context.lineTo(x, top);
  context.lineTo(x + 3.5, top + 5);
  context.fill();
}

function drawSpeed(context: Pen, scene: LanesScene, ink: Ink): void {
  const { boxes, speed, speedUnit, plotWidth } = scene;
  if (speed.length === 0) return;
  const bottom = bottomOf(boxes.speed);
  const yOf = (perSecond: number): number => bottom - Math.min(1, perSecond / scene.speedTop) * boxes.speed.height;
  const reading = Math.round(yOf(scene.readingPerSecond)) + 0.5;
  drawReading(context, [0, reading], [plotWidth, reading], ink);
  // What is shared out over the characters is an estimate, and a broken line says so.
  context.setLineDash(speedUnit.perCharacter === null ? [] : [6, 3]);
  context.strokeStyle = ink.palette.hues.speed;
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.beginPath();
  speed.forEach(({ x, perSecond }, index) => {
    if (index === 0) context.moveTo(x, yOf(perSecond));
    else context.lineTo(x, yOf(perSecond));
  });
  context.stroke();
  context.setLineDash([]);
}

/** The speed at which people read. Its text stands in the title of the lane, where it crosses nothing. */
function drawReading(context: Pen, from: readonly [number, number], to: readonly [number, number], ink: Ink): void {
  context.strokeStyle = ink.palette.muted;
  context.lineWidth = 1;
  context.setLineDash([3, 4]);
  line(context, from, to);
  context.setLineDash([]);
}

/** What was there at each moment: flat while nothing comes, a step with each chunk. */
function drawWritten(context: Pen, scene: LanesScene, ink: Ink): void {
  const { boxes, written, speedUnit, readingLine } = scene;
  const bottom = bottomOf(boxes.written);
  const yOf = (amount: number): number => bottom - (amount / scene.writtenTop) * boxes.written.height;
  context.save();
  context.beginPath();
  context.rect(0, boxes.written.top - 2, scene.plotWidth, boxes.written.height + 2);
  context.clip();
  if (readingLine) {
    const { from, to } = readingLine;
    drawReading(context, [from.x, yOf(from.amount)], [to.x, yOf(to.amount)], ink);
  }
  context.setLineDash(speedUnit.perCharacter === null ? [] : [6, 3]);
  context.strokeStyle = ink.palette.hues.written;
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.beginPath();
  written.forEach(({ x, amount }, index) => {
    if (index === 0) context.moveTo(x, yOf(amount));
    else context.lineTo(x, yOf(written[index - 1]?.amount ?? 0));
    context.lineTo(x, yOf(amount));
  });
  context.stroke();
  context.restore();
}

function drawStallTexts(context: Pen, { boxes, stalls }: LanesScene, ink: Ink): void {
  context.font = ink.font;
  context.fillStyle = ink.palette.inks.stall;
  for (const field of stalls)
    if (field.labelX !== null) context.fillText(ink.stallText(field), field.labelX, boxes.chunks.top + 12);
}
