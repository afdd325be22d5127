import { isUsable } from '../../../src/core/sweep/loadFactor';
import type { LoadPart } from '../../../src/core/sweep/loadReport';
import { LABEL_HEIGHT } from '../../layout/compare/placeLabels';
import { LEVEL_RADIUS, tradeoffScene, type TradeoffPoint, type TradeoffScene } from '../../layout/sweep/tradeoffScene';
import { formOf, levelSpots, unitOf, type LevelSpot, type SpotUnit } from '../../state/sweep/levelSpots';
import type { LevelMetric } from '../../state/sweep/levelTimes';
import { writeAt, type Spot } from '../compare/chartPicture';
import { traceMark } from '../compare/traceMark';
import type { Palette } from '../hues';
import type { Pen } from '../pen';
import type { Shape } from '../targetMark';
import { strokePath } from '../tracePath';
import { drawAxes } from './drawAxes';
import {
  dashed,
  faintly,
  line,
  loadName,
  METRIC_NAMES,
  withLegend,
  type SweepChart,
  type SweepLook,
} from './sweepLook';

interface Shown {
  readonly part: LoadPart;
  readonly metric: LevelMetric;
  readonly unit: SpotUnit;
  readonly spots: readonly LevelSpot[];
  readonly scene: TradeoffScene;
}

const OVER_BUDGET_ALPHA = 0.07;

/** What throughput costs in latency, with the knee and the budget; `null` while no level has both. */
export function tradeoffPicture(part: LoadPart, metric: LevelMetric, look: SweepLook): SweepChart | null {
  const unit = unitOf(part);
  const spots = levelSpots(part, metric, unit);
  const budget = part.budgets[metric];
  const scene = tradeoffScene(
    spots.map((spot) => inputOf(spot, metric, look)),
    budget === undefined ? null : { ms: budget, labelWidth: look.measure(budgetText(budget, look)) + 4 },
    look.width,
  );
  if (!scene) return null;
  const all: Shown = { part, metric, unit, spots, scene };
  const chart: SweepChart = {
    title: titleOf(metric, look),
    height: scene.height,
    draw: (pen) => drawAll(pen, all, look),
  };
  return withLegend(chart, legendOf(all, look), look);
}

function titleOf(metric: LevelMetric, { caption }: SweepLook): string {
  if (metric === 'ttftMs') return caption('Time to first token against throughput');
  return metric === 'tpotMs'
    ? caption('Time per output token against throughput')
    : caption('End-to-end latency against throughput');
}

const inputOf = (spot: LevelSpot, metric: LevelMetric, look: SweepLook) => ({
  ...{ perSecond: spot.perSecond, ms: spot.ms, ci95: spot.level.ci95[metric] },
  farMs: spot.level[metric].p95 ?? spot.level[metric].max,
  isLeftOut: !isUsable(spot.level),
  labelWidth: look.measure(labelOf(spot, look)) * (spot.isKnee ? 1.1 : 1) + 4,
});

const labelOf = ({ level, isKnee }: LevelSpot, look: SweepLook): string => {
  const { caption } = look;
  const load = loadName(level, look);
  return isKnee ? caption('{0} · knee', load) : load;
};

const budgetText = (ms: number, { words, caption }: SweepLook): string => caption('budget {0}', words.duration(ms));

function drawAll(pen: Pen, { part, metric, unit, spots, scene }: Shown, look: SweepLook): void {
  const { plot, budget } = scene;
  const { hues, inks } = look.palette;
  if (budget) {
    pen.fillStyle = hues.stall;
    faintly(pen, OVER_BUDGET_ALPHA, () => pen.fillRect(plot.x, plot.y, plot.width, Math.max(0, budget.y - plot.y)));
  }
  axesOf(pen, scene, { metric, unit }, look);
  if (budget) {
    pen.strokeStyle = hues.stall;
    pen.lineWidth = 1.5;
    dashed(pen, [6, 4], () => line(pen, { x: plot.x, y: budget.y }, { x: plot.x + plot.width, y: budget.y }));
  }
  pen.strokeStyle = hues.speed;
  pen.lineWidth = 2;
  pen.lineJoin = 'round';
  strokePath(pen, scene.line);
  for (const [index, point] of scene.points.entries()) drawSpot(pen, point, spots[index], look);
  if (!budget) return;
  pen.font = look.font;
  pen.fillStyle = inks.stall;
  writeAt(pen, budgetText(part.budgets[metric] ?? 0, look), {
    x: budget.label.x,
    y: budget.label.y + LABEL_HEIGHT - 4,
  });
}

function axesOf(
  pen: Pen,
  { plot, x, y }: TradeoffScene,
  { metric, unit }: Pick<Shown, 'metric' | 'unit'>,
  look: SweepLook,
) {
  const { words, caption } = look;
  const name = METRIC_NAMES[metric];
  drawAxes(
    pen,
    plot,
    {
      x: {
        axis: x,
        text: (value) => words.format.decimal(value, 2),
        title: unit === 'tokens' ? caption('output tokens/s of all →') : caption('answers/s →'),
      },
      y: {
        axis: y,
        text: (ms) => (y.isLogarithmic ? words.duration(ms) : words.axisTime(ms, y.ticks[1]?.value ?? 0)),
        title: y.isLogarithmic ? caption('{0}, logarithmic ↑', name) : `${name} ↑`,
      },
    },
    look,
  );
}

const hueOf = (form: ReturnType<typeof formOf>, { hues, muted }: Palette): string =>
  form === 'left-out' ? muted : form === 'gave-way' ? hues.stall : hues.speed;

function drawSpot(
  pen: Pen,
  { x, y, interval, farY, label }: TradeoffPoint,
  spot: LevelSpot | undefined,
  look: SweepLook,
) {
  if (!spot) return;
  const { palette } = look;
  const form = formOf(spot.level);
  pen.strokeStyle = hueOf(form, palette);
  pen.lineWidth = 1;
  if (farY !== null && farY < y) whisker(pen, { x, y }, farY);
  if (interval) intervalLine(pen, { x, y: interval[0] }, interval[1]);
  if (spot.isKnee) kneeRing(pen, { x, y }, LEVEL_RADIUS + 4, palette);
  drawDot(pen, { at: { x, y }, form, shape: shapeOf(spot), radius: LEVEL_RADIUS }, palette);
  if (!label) return;
  pen.strokeStyle = palette.muted;
  pen.lineWidth = 1;
  if (label.led) line(pen, { x, y }, { x: label.x + (label.x > x ? 0 : label.width), y: label.y + LABEL_HEIGHT / 2 });
  pen.font = spot.isKnee ? look.boldFont : look.font;
  pen.fillStyle = palette.text;
  writeAt(pen, labelOf(spot, look), { x: label.x + 2, y: label.y + LABEL_HEIGHT - 4 });
}

const shapeOf = ({ level, isLargest }: LevelSpot): Shape =>
  isLargest ? 'diamond' : formOf(level) === 'gave-way' ? 'square' : 'circle';

function whisker(pen: Pen, { x, y }: Spot, farY: number): void {
  line(pen, { x, y }, { x, y: farY });
  line(pen, { x: x - 4, y: farY }, { x: x + 4, y: farY });
}

function intervalLine(pen: Pen, { x, y }: Spot, bottom: number): void {
  pen.lineWidth = 6;
  faintly(pen, 0.45, () => line(pen, { x, y }, { x, y: bottom }));
}

function kneeRing(pen: Pen, at: Spot, radius: number, { text }: Palette): void {
  pen.strokeStyle = text;
  pen.lineWidth = 2;
  pen.beginPath();
  traceMark(pen, 'circle', at, radius);
  pen.stroke();
}

interface Dot {
  readonly at: Spot;
  readonly form: ReturnType<typeof formOf>;
  readonly shape: Shape;
  readonly radius: number;
}

function drawDot(pen: Pen, { at, form, shape, radius }: Dot, palette: Palette): void {
  const isHollow = form === 'left-out';
  pen.beginPath();
  traceMark(pen, shape, at, radius);
  pen.fillStyle = isHollow ? palette.ground : hueOf(form, palette);
  pen.strokeStyle = isHollow ? palette.muted : palette.ground;
  pen.lineWidth = isHollow ? 2 : 1.5;
  pen.fill();
  dashed(pen, isHollow ? [3, 2] : [], () => pen.stroke());
}

function legendOf({ spots, metric }: Shown, { palette, caption }: SweepLook) {
  const item = (isThere: boolean, text: string, draw: (pen: Pen) => void) => (isThere ? { text, draw } : null);
  const has = (form: Dot['form']): boolean => spots.some(({ level }) => formOf(level) === form);
  const dot = (form: Dot['form'], shape: Shape) => (pen: Pen) =>
    drawDot(pen, { at: { x: 7, y: 7 }, form, shape, radius: 5 }, palette);
  const lined = (draw: (pen: Pen) => void) => (pen: Pen) => {
    pen.strokeStyle = palette.hues.speed;
    pen.lineWidth = 1;
    draw(pen);
  };
  return [
    item(true, caption('a level: median {0}', METRIC_NAMES[metric]), dot('level', 'circle')),
    item(
      true,
      caption('up to p95, or the slowest'),
      lined((pen) => whisker(pen, { x: 7, y: 13 }, 2)),
    ),
    item(
      spots.some(({ level }) => level.ci95[metric] !== null),
      caption('95% interval of the median'),
      lined((pen) => intervalLine(pen, { x: 7, y: 2 }, 12)),
    ),
    item(
      spots.some(({ isKnee }) => isKnee),
      caption('knee'),
      (pen) => kneeRing(pen, { x: 7, y: 7 }, 6, palette),
    ),
    item(
      spots.some(({ isLargest }) => isLargest),
      caption('largest load within the budgets'),
      dot('level', 'diamond'),
    ),
    item(has('gave-way'), caption('the server gave way'), dot('gave-way', 'square')),
    item(has('left-out'), caption('left out of the curve'), dot('left-out', 'circle')),
  ];
}
