import { LABEL_HEIGHT } from '../../layout/compare/placeLabels';
import { POINT_RADIUS, scatterScene, type ScatterScene } from '../../layout/compare/scatterScene';
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
import { fillMark } from './traceMark';

const LONGEST_LABEL_PX = 190;

interface Point {
  readonly index: number;
  readonly name: string;
  readonly ms: number;
  readonly usd: number;
}

/** What a run costs against how long it takes; `null` while no target has both. */
export function scatterPicture(targets: readonly ChartedTarget[], look: ChartLook): ChartPicture | null {
  const points = targets.flatMap(({ index, name, e2eMs: ms, costUsd: usd }): Point[] =>
    ms === null || usd === null ? [] : [{ index, ms, usd, name: shortened(name, LONGEST_LABEL_PX, look.measure) }],
  );
  const scene = scatterScene(
    points.map(({ ms, usd, name }) => ({ ms, usd, labelWidth: look.measure(name) + 4 })),
    look.width,
  );
  if (!scene) return null;
  return {
    title: look.texts.scatter,
    height: scene.height,
    needsLegend: true,
    draw: (pen) => {
      drawAxes(pen, scene, look);
      for (const [at, point] of scene.points.entries()) drawPoint(pen, point, points[at], look);
    },
  };
}

function drawAxes(pen: Pen, { plot, time, cost }: ScatterScene, { palette, words, texts, font }: ChartLook): void {
  const [bottom, right] = [plot.y + plot.height, plot.x + plot.width];
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  writeAt(pen, texts.costAxis, { x: 0, y: 12 });
  writeAt(pen, texts.latencyAxis(time.isLogarithmic), { x: right, y: 12 }, 'right');
  for (const { value, y } of cost) {
    strokeThrough(pen, [
      { x: plot.x, y },
      { x: right, y },
    ]);
    writeAt(pen, words.format.usd(value), { x: plot.x - 8, y: y + 4 }, 'right');
  }
  for (const { value, x } of time.ticks) {
    const at = plot.x + x;
    strokeThrough(pen, [
      { x: at, y: bottom },
      { x: at, y: bottom + 4 },
    ]);
    writeAt(pen, words.duration(value), { x: at, y: bottom + 18 }, x > plot.width - 24 ? 'right' : 'center');
  }
}

function drawPoint(
  pen: Pen,
  { x, y, label }: ScatterScene['points'][number],
  point: Point | undefined,
  { palette }: ChartLook,
): void {
  if (!point) return;
  const { hue, shape } = targetMark(point.index);
  pen.strokeStyle = palette.hues[hue];
  if (label?.led)
    strokeThrough(pen, [
      { x, y },
      { x: label.x + (label.x > x ? 0 : label.width), y: label.y + LABEL_HEIGHT / 2 },
    ]);
  if (label) {
    // The lines of the axis do not run through the name.
    pen.fillStyle = palette.ground;
    pen.fillRect(label.x, label.y + 1, label.width, LABEL_HEIGHT - 2);
    pen.fillStyle = palette.text;
    writeAt(pen, point.name, { x: label.x + 2, y: label.y + LABEL_HEIGHT - 4 });
  }
  pen.fillStyle = palette.hues[hue];
  fillMark(pen, shape, { x, y }, POINT_RADIUS);
}
