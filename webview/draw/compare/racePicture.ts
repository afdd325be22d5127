import { raceScene, type RaceScene } from '../../layout/compare/raceScene';
import type { Pen } from '../pen';
import { targetMark } from '../targetMark';
import { strokeThrough, writeAt, type ChartedTarget, type ChartLook, type ChartPicture } from './chartPicture';
import { fillMark } from './traceMark';

const END_RADIUS = 4.5;

/** Tokens over time, the median run of each target; `null` while no run has a curve. */
export function racePicture(targets: readonly ChartedTarget[], look: ChartLook): ChartPicture | null {
  const racers = targets.flatMap((target) => (target.curve ? [{ index: target.index, curve: target.curve }] : []));
  const scene = raceScene(racers, look.width, look.readingTokensPerSecond);
  if (!scene) return null;
  const indexes = racers.map(({ index }) => index);
  return {
    title: look.texts.race,
    height: scene.height,
    needsLegend: true,
    draw: (pen) => {
      drawAxes(pen, scene, look);
      drawReader(pen, scene, look);
      drawLines(pen, scene, indexes, look);
    },
  };
}

function drawAxes(pen: Pen, { plot, time, tokens }: RaceScene, { palette, words, texts, font }: ChartLook): void {
  const bottom = plot.y + plot.height;
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  writeAt(pen, texts.tokensAxis, { x: 0, y: 12 });
  writeAt(pen, texts.timeAxis, { x: plot.x + plot.width, y: 12 }, 'right');
  for (const { atMs, x } of time.ticks) {
    const at = plot.x + x;
    strokeThrough(pen, [
      { x: at, y: plot.y },
      { x: at, y: bottom },
    ]);
    const align = x < 20 ? 'left' : x > plot.width - 20 ? 'right' : 'center';
    writeAt(pen, words.axisTime(atMs, time.stepMs), { x: at, y: bottom + 16 }, align);
  }
  for (const { value, y } of tokens) writeAt(pen, words.count(value), { x: plot.x - 8, y: y + 4 }, 'right');
}

function drawReader(pen: Pen, { plot, reading }: RaceScene, { palette, texts }: ChartLook): void {
  if (!reading) return;
  pen.strokeStyle = palette.muted;
  pen.setLineDash([4, 3]);
  strokeThrough(pen, [
    { x: plot.x, y: plot.y + plot.height },
    { x: reading.x2, y: reading.y2 },
  ]);
  pen.setLineDash([]);
  pen.fillStyle = palette.muted;
  writeAt(pen, texts.readingSpeed, reading.label, reading.label.anchor === 'end' ? 'right' : 'left');
}

function drawLines(pen: Pen, { lines }: RaceScene, indexes: readonly number[], { palette }: ChartLook): void {
  pen.lineWidth = 2;
  pen.lineJoin = 'round';
  for (const [at, { points, end }] of lines.entries()) {
    const { hue, dashes, shape } = targetMark(indexes[at] ?? 0);
    pen.strokeStyle = pen.fillStyle = palette.hues[hue];
    pen.setLineDash([...dashes]);
    strokeThrough(pen, points);
    pen.setLineDash([]);
    fillMark(pen, shape, end, END_RADIUS);
  }
}
