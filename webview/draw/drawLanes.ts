import type { Channel } from '../../src/core/vocabulary';
import { tickHeight } from '../layout/gapScale';
import { PHASE_TEXT_ROW_HEIGHT, type Strip } from '../layout/laneBoxes';
import { phaseHue, type LanesScene } from '../layout/lanesScene';
import { READING_PER_SECOND } from '../layout/speedCurve';
import type { StallField } from '../layout/stallFields';
import { fillForm } from './form';
import type { Hue, Palette } from './palette';
import type { Surface } from './surface';

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

/** Geometry to ink. Back to front: grid, silences, bars, ticks, line, texts. */
export function drawLanes(surface: Surface, scene: LanesScene, ink: Ink): void {
  const { context } = surface;
  context.save();
  context.translate(scene.boxes.gutter, 0);
  context.textBaseline = 'alphabetic';
  drawGrid(context, scene, ink);
  context.beginPath();
  context.rect(-0.5, 0, scene.plotWidth + 1, scene.boxes.height);
  context.clip();
  context.globalAlpha = ink.faded ? 0.6 : 1;
  drawSilences(context, scene, ink);
  drawPhases(context, scene, ink);
  drawTicks(context, scene, ink);
  drawSpeed(context, scene, ink);
  context.globalAlpha = 1;
  drawStallTexts(context, scene, ink);
  context.restore();
}

function line(context: CanvasRenderingContext2D, from: readonly [number, number], to: readonly [number, number]): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

const bottomOf = ({ top, height }: Strip): number => top + height;

function drawGrid(context: CanvasRenderingContext2D, { boxes, axis, plotWidth }: LanesScene, ink: Ink): void {
  context.strokeStyle = ink.palette.grid;
  context.lineWidth = 1;
  context.font = ink.font;
  context.fillStyle = ink.palette.muted;
  for (const { atMs, x } of axis.ticks) {
    const at = Math.round(x) + 0.5;
    line(context, [at, boxes.axis.top + 14], [at, bottomOf(boxes.speed)]);
    const text = ink.axisText(atMs, axis.stepMs);
    const { width } = context.measureText(text);
    // The last text would be cut by the border of the panel.
    if (at + 4 + width <= plotWidth) context.fillText(text, at + 4, boxes.axis.top + 12);
  }
  for (const lane of [boxes.chunks, boxes.speed]) {
    const y = Math.round(bottomOf(lane)) + 0.5;
    line(context, [0, y], [plotWidth, y]);
  }
}

function drawSilences(context: CanvasRenderingContext2D, { boxes, stalls, silence }: LanesScene, ink: Ink): void {
  context.save();
  context.fillStyle = ink.palette.hues.stall;
  context.globalAlpha *= ink.palette.highContrast ? 0.3 : 0.16;
  const { top, height } = boxes.chunks;
  for (const field of stalls) context.fillRect(field.x, top, field.width, height);
  if (silence !== null) context.fillRect(silence.x, top, silence.width, height);
  context.restore();
}

function drawPhases(context: CanvasRenderingContext2D, { boxes, bars, labels }: LanesScene, ink: Ink): void {
  const { top, height } = boxes.phases;
  const solid = new Set<unknown>();
  for (const { phase, x, width } of bars) {
    // A gap of a pixel between bars, taken from the bar, so that starts stay true.
    const box = { x, y: top, width: Math.max(width - 1, 1), height };
    if (fillForm(context, box, ink.palette.hues[phaseHue(phase, ink.decodes)], phase.source)) solid.add(phase);
  }
  for (const label of labels) {
    const hue = phaseHue(label.phase, ink.decodes);
    const inside = label.row === 0;
    context.font = inside ? ink.boldFont : ink.font;
    if (inside && solid.has(label.phase)) context.fillStyle = ink.palette.onHues[hue];
    else context.fillStyle = inside ? ink.palette.text : ink.palette.inks[hue];
    const y = inside
      ? top + height / 2 + 4
      : boxes.phaseTexts.top + label.row * PHASE_TEXT_ROW_HEIGHT - PHASE_TEXT_ROW_HEIGHT + 13;
    context.fillText(label.text, label.x, y);
  }
}

/** Columns of a pixel get wider ticks while there is room between them. */
const tickWidth = ({ ticks }: LanesScene): number => {
  const first = ticks.filled[0] ?? 0;
  const span = (ticks.filled.at(-1) ?? first) - first;
  const spacing = span / Math.max(1, ticks.filled.length - 1);
  if (spacing >= 5) return 2;
  return spacing >= 3 ? 1.5 : 1;
};

function drawTicks(context: CanvasRenderingContext2D, scene: LanesScene, ink: Ink): void {
  const { ticks, boxes } = scene;
  const bottom = bottomOf(boxes.chunks);
  const width = tickWidth(scene);
  for (const column of ticks.filled) {
    const index = ticks.worstIndex[column] ?? 0;
    const gapMs = ticks.worstGapMs[column] ?? 0;
    const stalled = scene.stallAtMs.has(ticks.series.at(index));
    const height = (stalled ? 1 : tickHeight(gapMs, scene.gapTopMs)) * boxes.chunks.height;
    context.fillStyle = ink.palette.hues[stalled ? 'stall' : channelHue(ticks.series.channel(index))];
    context.fillRect(column - (width - 1) / 2, bottom - height, stalled ? Math.max(width, 2) : width, height);
    if (!stalled && gapMs > scene.gapTopMs) cut(context, column + 0.5, boxes.chunks.top);
  }
}

/** A tick that is longer than its lane gets an arrow head. */
function cut(context: CanvasRenderingContext2D, x: number, top: number): void {
  context.beginPath();
  context.moveTo(x - 3.5, top + 5);
  context.lineTo(x, top);
  context.lineTo(x + 3.5, top + 5);
  context.fill();
}

function drawSpeed(context: CanvasRenderingContext2D, scene: LanesScene, ink: Ink): void {
  const { boxes, speed, speedUnit, plotWidth } = scene;
  const bottom = bottomOf(boxes.speed);
  const yOf = (perSecond: number): number => bottom - Math.min(1, perSecond / scene.speedTop) * boxes.speed.height;
  const reading = Math.round(yOf(READING_PER_SECOND[speedUnit.unit])) + 0.5;
  context.strokeStyle = ink.palette.muted;
  context.lineWidth = 1;
  context.setLineDash([3, 4]);
  line(context, [0, reading], [plotWidth, reading]);
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

function drawStallTexts(context: CanvasRenderingContext2D, { boxes, stalls }: LanesScene, ink: Ink): void {
  context.font = ink.font;
  context.fillStyle = ink.palette.inks.stall;
  for (const field of stalls)
    if (field.labelX !== null) context.fillText(ink.stallText(field), field.labelX, boxes.chunks.top + 13);
}
