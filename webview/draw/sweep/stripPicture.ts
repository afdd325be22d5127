import type { LoadLevel, LoadPart } from '../../../src/core/sweep/loadReport';
import { levelStrips, STRIP_BOX_PX, type LevelStrip, type LevelStrips } from '../../layout/sweep/levelStrips';
import { levelTimes, type LevelMetric } from '../../state/sweep/levelTimes';
import { writeAt } from '../compare/chartPicture';
import { traceMark } from '../compare/traceMark';
import type { Palette } from '../hues';
import type { Pen } from '../pen';
import { dashed, faintly, line, METRIC_NAMES, withLegend, type SweepChart, type SweepLook } from './sweepLook';

const NAMES_PX = 64;
const BOX_ALPHA = 0.3;

/** How a time is spread at each level, on one scale for all; `null` while no request has it. */
export function stripPicture(part: LoadPart, metric: LevelMetric, look: SweepLook): SweepChart | null {
  const { levels, budgets } = part;
  const budget = budgets[metric] ?? null;
  const scene = levelStrips(
    levels.map((level) => levelTimes(level, metric)),
    look.width - NAMES_PX,
    budget,
  );
  if (!scene) return null;
  const name = METRIC_NAMES[metric];
  const { caption } = look;
  const chart: SweepChart = {
    title: levels[0]?.users === null ? caption('{0} by requests/s', name) : caption('{0} by users', name),
    height: scene.height,
    draw: (pen) => {
      drawNames(pen, scene, levels, look);
      pen.translate(NAMES_PX, 0);
      drawScale(pen, scene, look);
      for (const [index, strip] of scene.strips.entries())
        drawStrip(pen, strip, levels[index]?.client.isLate ?? false, look.palette);
    },
  };
  return withLegend(chart, legendOf(scene.budgetX !== null, look), look);
}

function drawNames(pen: Pen, { strips }: LevelStrips, levels: readonly LoadLevel[], look: SweepLook): void {
  const { palette, font, words, caption } = look;
  pen.font = font;
  pen.fillStyle = palette.muted;
  for (const [index, { users, requestsPerSecond }] of levels.entries()) {
    const load =
      users === null ? caption('{0}/s', words.format.decimal(requestsPerSecond ?? 0, 2)) : words.count(users);
    writeAt(pen, load, { x: NAMES_PX - 10, y: (strips[index]?.y ?? 0) + 4 }, 'right');
  }
}

function drawScale(
  pen: Pen,
  { scale, budgetX, height }: LevelStrips,
  { palette, words, width, font }: SweepLook,
): void {
  const [bottom, right] = [height - 22, width - NAMES_PX];
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  for (const { value, x } of scale.ticks) {
    line(pen, { x, y: 0 }, { x, y: bottom });
    const align = x < 20 ? 'left' : x > right - 20 ? 'right' : 'center';
    writeAt(pen, words.duration(value), { x, y: height - 6 }, align);
  }
  if (budgetX !== null) drawBudget(pen, budgetX, [0, bottom], palette);
}

function drawBudget(pen: Pen, x: number, [top, bottom]: readonly [number, number], { hues }: Palette): void {
  pen.strokeStyle = hues.stall;
  pen.lineWidth = 1.5;
  dashed(pen, [6, 4], () => line(pen, { x, y: top }, { x, y: bottom }));
}

function drawStrip(pen: Pen, strip: LevelStrip, isLate: boolean, palette: Palette): void {
  const { y, whiskers, box, medianX, p99X, maxX } = strip;
  const half = STRIP_BOX_PX / 2;
  const hue = isLate ? palette.muted : palette.hues.answer;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.muted;
  if (whiskers) line(pen, { x: whiskers[0], y }, { x: whiskers[1], y });
  pen.strokeStyle = hue;
  if (box) drawBox(pen, { x: box.x1, y: y - half, width: Math.max(1, box.x2 - box.x1), isLate }, palette);
  pen.lineWidth = 1.5;
  pen.strokeStyle = hue;
  if (p99X !== null) line(pen, { x: p99X, y: y - half }, { x: p99X, y: y + half });
  if (maxX !== null) drawWorst(pen, maxX, y, palette);
  pen.strokeStyle = palette.text;
  pen.lineWidth = 2;
  if (medianX !== null) line(pen, { x: medianX, y: y - half - 1 }, { x: medianX, y: y + half + 1 });
}

interface BoxPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isLate: boolean;
}

/** On ground of its own, as the whisker runs behind it. */
function drawBox(pen: Pen, { x, y, width, isLate }: BoxPlace, { ground, muted, hues }: Palette): void {
  pen.fillStyle = ground;
  pen.fillRect(x, y, width, STRIP_BOX_PX);
  pen.fillStyle = pen.strokeStyle = isLate ? muted : hues.answer;
  faintly(pen, BOX_ALPHA, () => pen.fillRect(x, y, width, STRIP_BOX_PX));
  pen.lineWidth = 1;
  dashed(pen, isLate ? [3, 2] : [], () => pen.strokeRect(x, y, width, STRIP_BOX_PX));
}

function drawWorst(pen: Pen, x: number, y: number, { ground }: Palette): void {
  pen.beginPath();
  traceMark(pen, 'circle', { x, y }, 3);
  pen.fillStyle = ground;
  pen.fill();
  pen.stroke();
}

function legendOf(hasBudget: boolean, { palette, caption }: SweepLook) {
  const inked = (width: number, color: string, draw: (pen: Pen) => void) => (pen: Pen) => {
    pen.lineWidth = width;
    pen.strokeStyle = color;
    draw(pen);
  };
  const { answer } = palette.hues;
  return [
    {
      text: caption('middle half and median'),
      draw: inked(1, answer, (pen) => {
        drawBox(pen, { x: 1, y: 2, width: 12, isLate: false }, palette);
        pen.strokeStyle = palette.text;
        pen.lineWidth = 2;
        line(pen, { x: 6, y: 1 }, { x: 6, y: 13 });
      }),
    },
    {
      text: caption('p5 to p95, or all of few'),
      draw: inked(1, palette.muted, (pen) => line(pen, { x: 0, y: 7 }, { x: 14, y: 7 })),
    },
    {
      text: caption('p99, from 100 requests on'),
      draw: inked(1.5, answer, (pen) => line(pen, { x: 7, y: 1 }, { x: 7, y: 13 })),
    },
    { text: caption('the slowest'), draw: inked(1.5, answer, (pen) => drawWorst(pen, 7, 7, palette)) },
    hasBudget ? { text: caption('budget'), draw: (pen: Pen) => drawBudget(pen, 7, [0, 14], palette) } : null,
  ];
}
