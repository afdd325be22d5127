import type { LoadLevel } from '../../../src/core/sweep/loadReport';
import type { Rect } from '../../layout/compare/placeLabels';
import type { Axis } from '../../layout/sweep/axis';
import { SPAN_PHASES, type SpanPhase } from '../../layout/sweep/requestSpans';
import { timelineScene, type TimelineScene } from '../../layout/sweep/timelineScene';
import type { TimeRange } from '../../layout/timeRange';
import { writeAt, type Spot } from '../compare/chartPicture';
import type { Pen } from '../pen';
import { fillPath, strokePath } from '../tracePath';
import { drawBars, hueOfSpan, phaseTitle, type Bar } from './spanInk';
import { cross, dashed, faintly, line, loadName, withLegend, type SweepChart, type SweepLook } from './sweepLook';

const [OPEN_ALPHA, WINDOW_ALPHA, TEXT_ALPHA] = [0.75, 0.045, 0.3];
/** Warm-up and cool-down. */
const FADED = 0.3;

/** One level, request by request: how many were open, each as a bar, and the text that came; `null` when none was sent. */
export function timelinePicture(level: LoadLevel, span: TimeRange | null, look: SweepLook): SweepChart | null {
  const scene = timelineScene(level, span, look.width);
  if (!scene) return null;
  const rows = rowInk(scene, level);
  const { caption } = look;
  const chart: SweepChart = {
    title: caption('Requests of one level: {0}', loadName(level, look)),
    height: scene.height,
    draw: (pen) => {
      drawTime(pen, scene, look);
      drawOpen(pen, scene, look);
      laneTitle(
        pen,
        scene.rows.box,
        level.users === null ? caption('Requests') : caption('Requests, a row for each user'),
        look,
      );
      drawRows(pen, rows, look);
      drawText(pen, scene, look);
    },
  };
  return withLegend(chart, legendOf(scene, level, rows, look), look);
}

function drawTime(pen: Pen, { plot, time, window, height }: TimelineScene, { palette, font, words }: SweepLook): void {
  if (window) drawWindow(pen, { x: window.x1, y: plot.y, width: window.x2 - window.x1, height: plot.height }, palette);
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  for (const { atMs, x } of time.ticks) {
    line(pen, { x: plot.x + x, y: plot.y }, { x: plot.x + x, y: height });
    const align = x > plot.width - 20 ? 'right' : 'center';
    writeAt(pen, words.axisTime(atMs, time.stepMs), { x: plot.x + x, y: 12 }, align);
  }
}

function drawWindow(pen: Pen, { x, y, width, height }: Bar, { text, muted }: SweepLook['palette']): void {
  pen.fillStyle = text;
  faintly(pen, WINDOW_ALPHA, () => pen.fillRect(x, y, width, height));
  pen.strokeStyle = muted;
  pen.lineWidth = 1;
  dashed(pen, [2, 3], () => {
    for (const end of [x, x + width]) line(pen, { x: end, y }, { x: end, y: y + height });
  });
}

function drawOpen(pen: Pen, { open }: TimelineScene, look: SweepLook): void {
  laneTitle(pen, open.box, look.caption('Open requests'), look);
  drawScale(pen, open.box, open.axis, look);
  for (const { phase, path } of open.layers) {
    pen.fillStyle = hueOfSpan(phase, look);
    fillPath(pen, path, OPEN_ALPHA);
  }
}

function drawText(pen: Pen, { text }: TimelineScene, look: SweepLook): void {
  if (!text) return;
  laneTitle(pen, text.box, look.caption('Text, characters/s'), look);
  drawScale(pen, text.box, text.axis, look);
  pen.fillStyle = pen.strokeStyle = look.palette.hues.answer;
  pen.lineWidth = 1;
  fillPath(pen, text.path, TEXT_ALPHA);
  strokePath(pen, text.path);
}

function laneTitle(pen: Pen, { y }: Rect, title: string, { palette, font }: SweepLook): void {
  pen.font = font;
  pen.fillStyle = palette.muted;
  writeAt(pen, title, { x: 0, y: y - 11 });
}

/** Of the small scales only the ends are written. */
function drawScale(pen: Pen, { x, y, width, height }: Rect, axis: Axis, { palette, words, font }: SweepLook): void {
  pen.font = font;
  pen.fillStyle = palette.muted;
  pen.strokeStyle = palette.grid;
  for (const value of [axis.low, axis.high])
    writeAt(pen, words.count(value), { x: x - 8, y: y + height - axis.px(value) + 4 }, 'right');
  line(pen, { x, y: y + height }, { x: x + width, y: y + height });
}

interface RowInk {
  /** By phase; those of warm-up and cool-down apart. */
  readonly bars: ReadonlyMap<SpanPhase, readonly Bar[]>;
  readonly faded: ReadonlyMap<SpanPhase, readonly Bar[]>;
  readonly several: readonly Bar[];
  readonly failed: readonly Spot[];
}

function rowInk({ rows }: TimelineScene, { requests }: LoadLevel): RowInk {
  const [bars, faded] = [new Map<SpanPhase, Bar[]>(), new Map<SpanPhase, Bar[]>()];
  const [several, failed]: [Bar[], Spot[]] = [[], []];
  for (const { y, bars: own } of rows.lanes)
    for (const { x, width, parts, requests: indexes } of own) {
      const isFaded = indexes.every((index) => requests[index]?.part !== 'measured');
      if (indexes.length > 1) several.push({ x, y, width, height: rows.barPx });
      for (const part of parts) {
        const table = isFaded ? faded : bars;
        const bar = { x: part.x, y, width: part.width, height: rows.barPx };
        table.set(part.phase, [...(table.get(part.phase) ?? []), bar]);
      }
      if (indexes.some((index) => requests[index]?.status === 'failed'))
        failed.push({ x: x + width, y: y + rows.barPx / 2 });
    }
  return { bars, faded, several, failed };
}

function drawRows(pen: Pen, { bars, faded, several, failed }: RowInk, look: SweepLook): void {
  const { palette } = look;
  drawSeveral(pen, several, palette);
  for (const [phase, own] of bars) drawBars(pen, { phase, bars: own }, look);
  for (const [phase, own] of faded) drawBars(pen, { phase, bars: own, strength: FADED }, look);
  pen.strokeStyle = palette.hues.stall;
  pen.lineWidth = 2;
  for (const at of failed) cross(pen, at, 3);
}

function drawSeveral(pen: Pen, bars: readonly Bar[], { hues, text }: SweepLook['palette']): void {
  for (const [color, alpha] of [
    [hues.answer, 1],
    [text, 0.4],
  ] as const) {
    pen.fillStyle = color;
    faintly(pen, alpha, () => {
      for (const { x, y, width, height } of bars) pen.fillRect(x, y, width, height);
    });
  }
}

const KEY: Bar = { x: 0, y: 2, width: 14, height: 10 };

function legendOf({ window }: TimelineScene, { requests }: LoadLevel, rows: RowInk, look: SweepLook) {
  const { palette, caption } = look;
  const item = (isThere: boolean, text: string, draw: (pen: Pen) => void) => (isThere ? { text, draw } : null);
  return [
    ...SPAN_PHASES.map((phase) =>
      item(rows.bars.has(phase) || rows.faded.has(phase), phaseTitle(phase, look), (pen) =>
        drawBars(pen, { phase, bars: [KEY] }, look),
      ),
    ),
    item(rows.several.length > 0, caption('several, too short to be told apart'), (pen) =>
      drawSeveral(pen, [KEY], palette),
    ),
    item(
      requests.some(({ status }) => status === 'failed'),
      caption('failed'),
      (pen) => {
        pen.strokeStyle = palette.hues.stall;
        pen.lineWidth = 2;
        cross(pen, { x: 7, y: 7 }, 3.5);
      },
    ),
    item(
      requests.some(({ part }) => part !== 'measured'),
      caption('warm-up and cool-down: not in the figures'),
      (pen) => drawBars(pen, { phase: 'decode', bars: [KEY], strength: FADED }, look),
    ),
    item(window !== null, caption('what is measured'), (pen) =>
      drawWindow(pen, { x: 1, y: 0, width: 12, height: 14 }, palette),
    ),
  ];
}
