import { BOX_DOT_RADIUS, BOX_PX, boxScene, type Box, type BoxScene } from '../../layout/compare/boxScene';
import type { ChartMetric } from '../../state/compareModel';
import type { Pen } from '../pen';
import { targetMark } from '../targetMark';
import {
  shortened,
  strokeThrough,
  writeAt,
  type ChartedTarget,
  type ChartLook,
  type ChartPicture,
} from './chartPicture';
import { fillMark, traceMark } from './traceMark';

const NAMES_PX = 170;
const MARK_RADIUS = 5;
const DOT_ALPHA = 0.55;
const BOX_ALPHA = 0.3;

/** Box plots of one metric with every single run as a dot; `null` while no run has that number. */
export function boxPicture(
  targets: readonly ChartedTarget[],
  metric: ChartMetric,
  look: ChartLook,
): ChartPicture | null {
  const scene = boxScene(
    targets.map(({ values }) => ({ values: values[metric] })),
    look.width - NAMES_PX,
  );
  if (!scene) return null;
  return {
    title: look.texts.boxes(metric),
    height: scene.height,
    needsLegend: false,
    draw: (pen) => {
      pen.save();
      pen.translate(NAMES_PX, 0);
      drawScale(pen, scene, look);
      for (const [at, box] of scene.boxes.entries()) drawBox(pen, box, targets[at]?.index ?? 0, look);
      pen.restore();
      for (const [at, box] of scene.boxes.entries()) drawName(pen, box, targets[at], look);
    },
  };
}

function drawScale(pen: Pen, { scale, height }: BoxScene, { width, palette, words, font }: ChartLook): void {
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  for (const { value, x } of scale.ticks) {
    strokeThrough(pen, [
      { x, y: 0 },
      { x, y: height - 20 },
    ]);
    const align = x < 24 ? 'left' : x > width - NAMES_PX - 24 ? 'right' : 'center';
    writeAt(pen, words.duration(value), { x, y: height - 5 }, align);
  }
}

function drawBox(pen: Pen, { y, box, whiskers, dots }: Box, index: number, { palette }: ChartLook): void {
  const hue = palette.hues[targetMark(index).hue];
  pen.strokeStyle = pen.fillStyle = hue;
  pen.lineWidth = 1;
  if (whiskers)
    strokeThrough(pen, [
      { x: whiskers[0], y },
      { x: whiskers[1], y },
    ]);
  if (box) {
    const place = [box.x1, y - BOX_PX / 2, Math.max(1, box.x2 - box.x1), BOX_PX] as const;
    pen.fillStyle = palette.ground;
    pen.fillRect(...place);
    pen.fillStyle = hue;
    faintly(pen, BOX_ALPHA, () => pen.fillRect(...place));
    pen.strokeRect(...place);
    pen.strokeStyle = palette.text;
    pen.lineWidth = 2;
    strokeThrough(pen, [
      { x: box.medianX, y: y - BOX_PX / 2 - 1 },
      { x: box.medianX, y: y + BOX_PX / 2 + 1 },
    ]);
  }
  if (dots.length === 0) return;
  pen.beginPath();
  for (const dot of dots) traceMark(pen, 'circle', dot, BOX_DOT_RADIUS);
  faintly(pen, DOT_ALPHA, () => pen.fill());
}

function faintly(pen: Pen, alpha: number, draw: () => void): void {
  pen.globalAlpha = alpha;
  draw();
  pen.globalAlpha = 1;
}

function drawName(pen: Pen, { y }: Box, target: ChartedTarget | undefined, look: ChartLook): void {
  if (!target) return;
  const { hue, shape } = targetMark(target.index);
  pen.fillStyle = look.palette.hues[hue];
  fillMark(pen, shape, { x: 7, y }, MARK_RADIUS);
  pen.font = look.font;
  pen.fillStyle = look.palette.text;
  writeAt(pen, shortened(target.name, NAMES_PX - 34, look.measure), { x: 22, y: y + 4 });
}
