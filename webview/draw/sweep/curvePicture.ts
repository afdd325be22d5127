import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { LengthPart } from '../../../src/core/sweep/lengthReport';
import { curveScene, type CurveScene } from '../../layout/sweep/curveScene';
import { curveOf, curveRuns, failedLengths, type CurveMetric, type CurveRun } from '../../state/sweep/curveRuns';
import { writeAt, type Spot } from '../compare/chartPicture';
import { traceMark } from '../compare/traceMark';
import type { Pen } from '../pen';
import { fillPath, strokePath } from '../tracePath';
import { drawAxes } from './drawAxes';
import { cross, dashed, faintly, line, withLegend, type SweepChart, type SweepLook } from './sweepLook';

export interface CurveQuestion {
  readonly isLogarithmic: boolean;
  /** A length that the workload card is asked about. */
  readonly asked: number | null;
}

const DOT_RADIUS = 3;
const [BAND_ALPHA, RUN_BAND_ALPHA, DOT_ALPHA, LEFT_OUT_ALPHA] = [0.42, 0.14, 0.7, 0.45];

/** A time over a length: every run and the curve through them; `null` while there is neither. */
export function curvePicture(
  part: LengthPart,
  metric: CurveMetric,
  { isLogarithmic, asked }: CurveQuestion,
  look: SweepLook,
): SweepChart | null {
  const [curve, runs, failed] = [curveOf(part, metric), curveRuns(part, metric), failedLengths(part)];
  const scene = curveScene({ dots: runs, failed, curve, planned: part.plan.lengths, isLogarithmic, asked }, look.width);
  if (!scene) return null;
  const { caption, words } = look;
  const label =
    asked !== null && curve
      ? caption('{0}: {1}', words.tokens(Math.round(asked)), words.duration(predictFrom(curve, asked).value))
      : '';
  const chart: SweepChart = {
    title:
      metric === 'ttftMs'
        ? caption('Time to first token over input tokens')
        : caption('Time per output token over context'),
    height: scene.height,
    draw: (pen) => {
      axesOf(pen, scene, metric, look);
      if (curve) drawCurve(pen, scene, look);
      if (scene.asked) drawAsked(pen, scene, { ...scene.asked, label }, look);
      drawRuns(pen, scene, runs, look);
    },
  };
  return withLegend(
    chart,
    legendOf({ scene, runs, hasFailed: failed.length > 0, hasCurve: curve !== null }, look),
    look,
  );
}

function axesOf(pen: Pen, { plot, x, y }: CurveScene, metric: CurveMetric, look: SweepLook): void {
  const { caption, words } = look;
  const step = (y.ticks[1]?.value ?? 0) - (y.ticks[0]?.value ?? 0);
  const isFirst = metric === 'ttftMs';
  drawAxes(
    pen,
    plot,
    {
      x: {
        axis: x,
        text: words.count,
        title: isFirst ? caption('input tokens →') : caption('tokens of context →'),
      },
      y: {
        axis: y,
        text: (ms) => (y.isLogarithmic ? words.duration(ms) : words.axisTime(ms, step)),
        title: isFirst ? 'TTFT ↑' : 'TPOT ↑',
      },
    },
    look,
  );
}

function drawCurve(pen: Pen, { band, runBand, line: curve, beyond }: CurveScene, { palette }: SweepLook): void {
  pen.fillStyle = pen.strokeStyle = palette.hues.speed;
  fillPath(pen, runBand, RUN_BAND_ALPHA);
  fillPath(pen, band, BAND_ALPHA);
  pen.lineWidth = 2;
  pen.lineJoin = 'round';
  if (curve !== '') strokePath(pen, curve);
  dashed(pen, [5, 4], () => {
    for (const part of beyond) strokePath(pen, part);
  });
}

/** Its words stand under a rising curve, to the right, or over it where there is no room. */
function drawAsked(pen: Pen, { plot }: CurveScene, asked: Spot & { readonly label: string }, look: SweepLook): void {
  const { x, y, label } = asked;
  const { palette, measure, font } = look;
  pen.strokeStyle = palette.text;
  pen.lineWidth = 1;
  faintly(pen, 0.7, () =>
    dashed(pen, [2, 3], () => {
      line(pen, { x, y: plot.y + plot.height }, asked);
      line(pen, { x: plot.x, y }, asked);
    }),
  );
  pen.fillStyle = palette.ground;
  pen.lineWidth = 2;
  ring(pen, asked, 4.5);
  const isRight = x + 10 + measure(label) <= plot.x + plot.width;
  pen.font = font;
  pen.fillStyle = palette.text;
  const bottom = plot.y + plot.height - 14;
  if (isRight) writeAt(pen, label, { x: x + 10, y: Math.min(bottom, y + 20) });
  else writeAt(pen, label, { x: x - 10, y: Math.max(plot.y + 12, y - 10) }, 'right');
}

/** Filled and with an edge, as the pen is set. */
function ring(pen: Pen, at: Spot, radius: number): void {
  pen.beginPath();
  traceMark(pen, 'circle', at, radius);
  pen.fill();
  pen.stroke();
}

function drawRuns(pen: Pen, scene: CurveScene, runs: readonly CurveRun[], { palette }: SweepLook): void {
  const of = (kind: CurveRun['look']): readonly Spot[] =>
    scene.dots.filter((dot, index) => runs[index]?.look === kind && !dot.isAbove);
  drawDots(pen, of('left-out'), palette.muted, LEFT_OUT_ALPHA);
  drawDots(pen, of('used'), palette.hues.answer, DOT_ALPHA);
  pen.strokeStyle = palette.hues.answer;
  pen.fillStyle = palette.ground;
  pen.lineWidth = 1.5;
  for (const dot of of('far')) ring(pen, dot, DOT_RADIUS);
  for (const dot of scene.dots) if (dot.isAbove) strokePath(pen, abovePath(dot));
  pen.strokeStyle = palette.hues.stall;
  pen.lineWidth = 2;
  for (const { x, y } of scene.failed) cross(pen, { x, y: y - 5 }, DOT_RADIUS);
}

function drawDots(pen: Pen, dots: readonly Spot[], color: string, alpha: number): void {
  if (dots.length === 0) return;
  pen.fillStyle = color;
  pen.beginPath();
  for (const dot of dots) traceMark(pen, 'circle', dot, DOT_RADIUS);
  faintly(pen, alpha, () => pen.fill());
}

const abovePath = ({ x, y }: Spot): string => `M${x},${y - 4}L${x + 4},${y + 3} ${x - 4},${y + 3}Z`;

interface Shown {
  readonly scene: CurveScene;
  readonly runs: readonly CurveRun[];
  readonly hasFailed: boolean;
  readonly hasCurve: boolean;
}

const MIDDLE: Spot = { x: 7, y: 7 };

function legendOf({ scene, runs, hasFailed, hasCurve }: Shown, { palette, caption }: SweepLook) {
  const { hues, muted, ground } = palette;
  const item = (isThere: boolean, text: string, draw: (pen: Pen) => void) => (isThere ? { text, draw } : null);
  const has = (kind: CurveRun['look']): boolean => runs.some(({ look }) => look === kind);
  const outlined = (draw: (pen: Pen) => void, color: string, width: number) => (pen: Pen) => {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.fillStyle = ground;
    draw(pen);
  };
  const area = (top: number, alpha: number) => (pen: Pen) => {
    pen.fillStyle = hues.speed;
    faintly(pen, alpha, () => pen.fillRect(0, top, 14, 14 - 2 * top));
  };
  return [
    item(has('used'), caption('a run'), (pen) => drawDots(pen, [MIDDLE], hues.answer, DOT_ALPHA)),
    item(
      has('far'),
      caption('a run without weight'),
      outlined((pen) => ring(pen, MIDDLE, 3.5), hues.answer, 1.5),
    ),
    item(
      scene.dots.some(({ isAbove }) => isAbove),
      caption('a run above the chart'),
      outlined((pen) => strokePath(pen, abovePath(MIDDLE)), hues.answer, 1.5),
    ),
    item(has('left-out'), caption('warm-up or cold start'), (pen) => drawDots(pen, [MIDDLE], muted, LEFT_OUT_ALPHA)),
    item(
      hasFailed,
      caption('a run that failed'),
      outlined((pen) => cross(pen, MIDDLE, 3.5), hues.stall, 2),
    ),
    item(
      hasCurve,
      caption('curve, dashed beyond what was measured'),
      outlined((pen) => line(pen, { x: 0, y: 7 }, { x: 14, y: 7 }), hues.speed, 2),
    ),
    item(hasCurve, caption('its 95% interval'), area(3, BAND_ALPHA)),
    item(hasCurve, caption('95 of 100 single runs'), area(1, RUN_BAND_ALPHA)),
  ];
}
