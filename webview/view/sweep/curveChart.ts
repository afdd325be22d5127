import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { Curve, LengthPart } from '../../../src/core/sweep/lengthReport';
import { dotsPath } from '../../draw/targetMark';
import { curveScene, type CurveScene, type PlacedDot } from '../../layout/sweep/curveScene';
import { curveOf, curveRuns, failedLengths, type CurveMetric, type CurveRun } from '../../state/sweep/curveRuns';
import { chartTitle } from './chartTitle';
import { axes, pointedRing } from './axes';
import { curveTerms, noCurve } from './curveTerms';
import { legend } from './legend';
import type { SweepTools } from './parts';
import { pointArea, type Stop } from './pointing';
import { between } from '../between';

const DOT_RADIUS = 3;
const NAMES = { ttftMs: 'ttft', tpotMs: 'tpot' } as const;

interface CurvePicture {
  readonly metric: CurveMetric;
  readonly scene: CurveScene;
  readonly runs: readonly CurveRun[];
  readonly failed: readonly number[];
  readonly curve: Curve | null;
  readonly asked: number | null;
}

/** A time over a length: every run, the curve through them, its parts in words and how well the runs keep to it. */
export function curveChart(
  part: LengthPart,
  metric: CurveMetric,
  place: { width: number; asked: number | null },
  tools: SweepTools,
) {
  const { width, asked } = place;
  const [curve, runs, failed] = [curveOf(part, metric), curveRuns(part, metric), failedLengths(part)];
  const isLogarithmic = tools.choices.axis === 'logarithmic';
  const scene = curveScene({ dots: runs, failed, curve, planned: part.plan.lengths, isLogarithmic, asked }, width);
  const title = TITLES[metric];
  const completed = part.points.reduce((sum, { n }) => sum + n, 0);
  const used = runs.filter(({ look }) => look !== 'left-out').length;
  return html`<section class="chart-section" aria-labelledby="${NAMES[metric]}-title">
    ${chartTitle(NAMES[metric], title, scene !== null, tools)}
    ${scene ? picture({ metric, scene, runs, failed, curve, asked }, title, tools) : nothing}
    ${curve ? curveTerms(curve, metric === 'ttftMs' ? part.prefillTokensPerSecond : null, tools.words) : noCurve(completed, used)}
  </section>`;
}

const TITLES: Readonly<Record<CurveMetric, string>> = {
  ttftMs: l10n.t('Time to first token over input tokens'),
  tpotMs: l10n.t('Time per output token over context'),
};

function picture(all: CurvePicture, title: string, tools: SweepTools) {
  const { words } = tools;
  const { metric, scene, runs, curve } = all;
  const { plot, x, y, height } = scene;
  const label = l10n.t('{0}. {1} runs. Arrow keys go from run to run.', title, words.count(runs.length));
  const step = (y.ticks[1]?.value ?? 0) - (y.ticks[0]?.value ?? 0);
  const area = {
    label,
    stops: () => runStops(all, words),
    elsewhere: (at: { x: number }) => (curve ? readingAt(curve, scene, at.x, words) : null),
  };
  return html`${pointArea(
    area,
    html`<svg
      class="chart-svg"
      width=${plot.x + plot.width + 12}
      height=${height}
      aria-hidden="true"
      data-chart=${NAMES[metric]}
    >
      ${axes(
        plot,
        {
          axis: x,
          text: (tokens) => words.count(tokens),
          title: metric === 'ttftMs' ? l10n.t('input tokens →') : l10n.t('tokens of context →'),
        },
        {
          axis: y,
          text: (ms) => (y.isLogarithmic ? words.duration(ms) : words.axisTime(ms, step)),
          title: metric === 'ttftMs' ? 'TTFT ↑' : 'TPOT ↑',
        },
      )}
      ${curve ? curveInk(scene) : nothing}
      ${scene.asked && all.asked !== null ? askedInk(scene, scene.asked, labelOf(all, tools)) : nothing}
      ${dotsInk(scene.dots, runs)}
      ${scene.failed.map(({ x: at, y: bottom }) => svg`<path class="failed-mark" d=${crossPath(at, bottom - 5, 3)}></path>`)}
      ${pointedRing(DOT_RADIUS + 3)}
    </svg>`,
  )}
  ${curveLegend(all)}`;
}

const curveInk = ({ band, runBand, line, beyond }: CurveScene) => svg`
  <path class="run-band" d=${runBand}></path>
  <path class="band" d=${band}></path>
  ${line === '' ? nothing : svg`<polyline class="fit" points=${line}></polyline>`}
  ${beyond.map((points) => svg`<polyline class="fit beyond" points=${points}></polyline>`)}
`;

function dotsInk(dots: readonly PlacedDot[], runs: readonly CurveRun[]) {
  const of = (look: CurveRun['look']): PlacedDot[] =>
    dots.filter((dot, index) => runs[index]?.look === look && !dot.isAbove);
  return svg`
    <path class="run-dots left-out" d=${dotsPath(of('left-out'), DOT_RADIUS)}></path>
    <path class="run-dots" d=${dotsPath(of('used'), DOT_RADIUS)}></path>
    <path class="run-dots far" d=${dotsPath(of('far'), DOT_RADIUS)}></path>
    ${dots.filter(({ isAbove }) => isAbove).map(({ x, y }) => svg`<path class="above" d=${abovePath(x, y)}></path>`)}
  `;
}

/** What the card is asked, where it lies on the curve. Its words stand under a rising curve, to the right, or over it where there is no room. */
function askedInk({ plot }: CurveScene, { x, y }: { readonly x: number; readonly y: number }, label: AskedLabel) {
  const isRight = x + 10 + label.width <= plot.x + plot.width;
  const bottom = plot.y + plot.height - 14;
  return svg`<line class="asked" x1=${x} x2=${x} y1=${plot.y + plot.height} y2=${y}></line>
    <line class="asked" x1=${plot.x} x2=${x} y1=${y} y2=${y}></line>
    <circle class="asked-dot" cx=${x} cy=${y} r="4.5"></circle>
    <text class="point-label halo" x=${isRight ? x + 10 : x - 10} y=${isRight ? Math.min(bottom, y + 20) : Math.max(plot.y + 12, y - 10)} text-anchor=${isRight ? 'start' : 'end'}>${label.text}</text>`;
}

interface AskedLabel {
  readonly text: string;
  readonly width: number;
}

function labelOf({ asked, curve }: CurvePicture, { words, measure }: SweepTools): AskedLabel {
  if (asked === null || !curve) return { text: '', width: 0 };
  const text = l10n.t('{0}: {1}', words.tokens(Math.round(asked)), words.duration(predictFrom(curve, asked).value));
  return { text, width: measure(text) };
}

const abovePath = (x: number, y: number): string => `M${x} ${y - 4}l4 7h-8z`;

const crossPath = (x: number, y: number, arm: number): string =>
  `M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}M${x + arm} ${y - arm}l${-2 * arm} ${2 * arm}`;

/** From short to long, and at one length in the order in which they were made. */
function runStops({ scene, runs, curve }: CurvePicture, words: SweepTools['words']): Stop[] {
  return runs
    .map((run, index) => ({ run, index, dot: scene.dots[index] }))
    .toSorted((a, b) => a.run.wantedTokens - b.run.wantedTokens || a.index - b.index)
    .flatMap(({ run, index, dot }) =>
      dot
        ? [
            {
              x: dot.x,
              y: dot.y,
              key: `run ${index}`,
              group: run.wantedTokens,
              lines: () => runLines(run, curve, words),
            },
          ]
        : [],
    );
}

function runLines(run: CurveRun, curve: Curve | null, { count, exact, format, tokens }: SweepTools['words']): string[] {
  const lines = [
    l10n.t('{0}: {1}', tokens(Math.round(run.tokens)), exact(run.ms)),
    run.isWarmup ? l10n.t('warm-up run') : l10n.t('run {0}', count(run.round + 1)),
  ];
  if (run.look === 'left-out' && !run.isWarmup)
    lines.push(l10n.t('A cold start or a run that was not completed: left out of the curve.'));
  if (!curve) return lines;
  const { value } = predictFrom(curve, run.tokens);
  const share = format.percent(Math.abs(run.ms / value - 1));
  lines.push(
    run.ms >= value
      ? l10n.t('{0} above the curve ({1})', share, exact(value))
      : l10n.t('{0} below the curve ({1})', share, exact(value)),
  );
  if (run.look === 'far') lines.push(l10n.t('So far off that it has no weight.'));
  return lines;
}

/** Between the runs the curve itself is read. */
function readingAt(curve: Curve, { plot, x, y }: CurveScene, px: number, words: SweepTools['words']): Stop | null {
  if (px < plot.x || px > plot.x + plot.width) return null;
  const tokens = Math.max(x.low, Math.min(x.high, x.valueAt(px - plot.x)));
  const { value, ci95, runInterval, extrapolates } = predictFrom(curve, tokens);
  return {
    x: px,
    y: plot.y + plot.height - (value <= y.low ? 0 : Math.min(plot.height, y.px(value))),
    key: '',
    group: -1,
    lines: () => [
      l10n.t('Curve at {0}: {1}', words.tokens(Math.round(tokens)), words.duration(value)),
      l10n.t('95% interval {0}', between(ci95, words.duration)),
      l10n.t('95 of 100 runs {0}', between(runInterval, words.duration)),
      ...(extrapolates ? [l10n.t('Beyond what was measured.')] : []),
    ],
  };
}

function curveLegend({ scene, runs, failed, curve }: CurvePicture) {
  const has = (look: CurveRun['look']): boolean => runs.some((run) => run.look === look);
  const dot = (look: string) => svg`<circle class="run-dots ${look}" cx="7" cy="7" r="3.5"></circle>`;
  const item = (isThere: boolean, ink: ReturnType<typeof svg>, text: string) => (isThere ? { ink, text } : null);
  return legend([
    item(has('used'), dot(''), l10n.t('a run')),
    item(has('far'), dot('far'), l10n.t('a run without weight')),
    item(
      scene.dots.some(({ isAbove }) => isAbove),
      svg`<path class="above" d=${abovePath(7, 7)}></path>`,
      l10n.t('a run above the chart'),
    ),
    item(has('left-out'), dot('left-out'), l10n.t('warm-up or cold start')),
    item(
      failed.length > 0,
      svg`<path class="failed-mark" d=${crossPath(7, 7, 3.5)}></path>`,
      l10n.t('a run that failed'),
    ),
    item(curve !== null, svg`<path class="fit" d="M0 7h14"></path>`, l10n.t('curve, dashed beyond what was measured')),
    item(curve !== null, svg`<rect class="band" y="3" width="14" height="8"></rect>`, l10n.t('its 95% interval')),
    item(
      curve !== null,
      svg`<rect class="run-band" y="1" width="14" height="12"></rect>`,
      l10n.t('95 of 100 single runs'),
    ),
  ]);
}
