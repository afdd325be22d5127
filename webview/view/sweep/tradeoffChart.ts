import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import { isUsable } from '../../../src/core/sweep/loadFactor';
import type { LoadPart } from '../../../src/core/sweep/loadReport';
import { markPath } from '../../draw/targetMark';
import { LABEL_HEIGHT } from '../../layout/compare/placeLabels';
import {
  LEVEL_RADIUS,
  tradeoffScene,
  type TradeoffInput,
  type TradeoffPoint,
  type TradeoffScene,
} from '../../layout/sweep/tradeoffScene';
import { formOf, levelSpots, unitOf, type LevelSpot, type SpotUnit } from '../../state/sweep/levelSpots';
import { LEVEL_METRICS, type LevelMetric } from '../../state/sweep/levelTimes';
import { METRIC_NAMES, metricTitle } from '../compare/compareWords';
import type { Words } from '../words';
import { chartTitle } from './chartTitle';
import { axes, pointedRing } from './axes';
import { legend } from './legend';
import type { SweepTools } from './parts';
import { pointArea, type Stop } from './pointing';
import { levelName, levelNotes, shortLoad } from './resultWords';
import { between } from '../between';

const NARROW_PX = 560;

/** What throughput costs in latency: the curve through the levels, with the knee and the budget. */
export function tradeoffChart(part: LoadPart, tools: SweepTools) {
  const { metric } = tools.choices;
  const unit = unitOf(part);
  const spots = levelSpots(part, metric, unit);
  const scene = tradeoffScene(
    spots.map((spot) => inputOf(spot, metric, tools)),
    budgetOf(part, metric, tools),
    tools.width,
  );
  const missing = part.levels.filter((_, index) => !spots.some((spot) => spot.index === index));
  return html`<section class="chart-section" aria-labelledby="tradeoff-title">
    ${chartTitle('tradeoff', l10n.t('{0} against throughput', metricTitle(metric)), scene !== null, tools)}
    ${metricChoice(metric, tools)}
    ${
      scene
        ? picture({ scene, spots, metric, unit, part }, tools)
        : html`<p class="muted">${l10n.t('No level has both a throughput and this time yet.')}</p>`
    }
    ${missing.length > 0 && scene ? html`<p class="muted">${l10n.t('Not in the chart, as they have no such number: {0}.', missing.map((level) => levelName(level, tools.words)).join(', '))}</p>` : nothing}
    ${notes(part, tools)}
  </section>`;
}

const metricChoice = (metric: LevelMetric, { choose }: SweepTools) => html`
  <div class="choice" role="group" aria-label=${l10n.t('Time against throughput')}>
    ${LEVEL_METRICS.map(
      (each) =>
        html`<button type="button" aria-pressed=${each === metric} @click=${() => choose({ metric: each })}>
          ${METRIC_NAMES[each]}
        </button>`,
    )}
  </div>
`;

function inputOf(spot: LevelSpot, metric: LevelMetric, { measure, words, width }: SweepTools): TradeoffInput {
  const { level, perSecond, ms } = spot;
  return {
    ...{ perSecond, ms, ci95: level.ci95[metric] },
    farMs: level[metric].p95 ?? level[metric].max,
    isLeftOut: !isUsable(level),
    labelWidth: measure(labelOf(spot, words, width)) * (spot.isKnee ? 1.1 : 1) + 4,
  };
}

function labelOf({ level, isKnee }: LevelSpot, words: Words, width: number): string {
  const load = width < NARROW_PX ? shortLoad(level, words) : levelName(level, words);
  return isKnee ? l10n.t('{0} · knee', load) : load;
}

const budgetText = (ms: number, { duration }: Words): string => l10n.t('budget {0}', duration(ms));

function budgetOf({ budgets }: LoadPart, metric: LevelMetric, { measure, words }: SweepTools) {
  const ms = budgets[metric];
  return ms === undefined ? null : { ms, labelWidth: measure(budgetText(ms, words)) + 4 };
}

interface TradeoffPicture {
  readonly scene: TradeoffScene;
  readonly spots: readonly LevelSpot[];
  readonly metric: LevelMetric;
  readonly unit: SpotUnit;
  readonly part: LoadPart;
}

function picture(all: TradeoffPicture, { words, width }: SweepTools) {
  const { scene, spots, metric, unit, part } = all;
  const { plot, x, y, height, line, budget } = scene;
  const step = y.ticks[1]?.value ?? 0;
  const area = {
    label: l10n.t(
      '{0} against throughput at {1} levels. Arrow keys go from level to level.',
      metricTitle(metric),
      words.count(spots.length),
    ),
    stops: () => levelStops(all, words),
  };
  return html`${pointArea(
    area,
    html`<svg
      class="chart-svg"
      width=${plot.x + plot.width + 16}
      height=${height}
      aria-hidden="true"
      data-chart="tradeoff"
    >
      ${budget ? svg`<rect class="over-budget" x=${plot.x} y=${plot.y} width=${plot.width} height=${Math.max(0, budget.y - plot.y)}></rect>` : nothing}
      ${axes(
        plot,
        {
          axis: x,
          text: (value) => words.format.decimal(value, 2),
          title: unit === 'tokens' ? l10n.t('output tokens/s of all →') : l10n.t('answers/s →'),
        },
        {
          axis: y,
          text: (ms) => (y.isLogarithmic ? words.duration(ms) : words.axisTime(ms, step)),
          title: y.isLogarithmic ? l10n.t('{0}, logarithmic ↑', METRIC_NAMES[metric]) : `${METRIC_NAMES[metric]} ↑`,
        },
      )}
      ${budget ? svg`<line class="budget" x1=${plot.x} x2=${plot.x + plot.width} y1=${budget.y} y2=${budget.y}></line>` : nothing}
      <polyline class="tradeoff-line" points=${line}></polyline>
      ${scene.points.map((point, index) => spotInk(point, spots[index], words, width))}
      ${budget ? svg`<text class="budget-label halo" x=${budget.label.x} y=${budget.label.y + LABEL_HEIGHT - 4}>${budgetText(part.budgets[metric] ?? 0, words)}</text>` : nothing}
      ${pointedRing(LEVEL_RADIUS + 4)}
    </svg>`,
  )}
  ${tradeoffLegend(spots, metric)}`;
}

function spotInk(point: TradeoffPoint, spot: LevelSpot | undefined, words: Words, width: number) {
  if (!spot) return nothing;
  const { x, y, interval, farY, label } = point;
  const form = formOf(spot.level);
  return svg`<g class="spot ${form}">
    ${farY === null || farY >= y ? nothing : svg`<path class="whisker" d=${`M${x} ${y}V${farY}m-4 0h8`}></path>`}
    ${interval ? svg`<line class="interval-line" x1=${x} x2=${x} y1=${interval[0]} y2=${interval[1]}></line>` : nothing}
    ${spot.isKnee ? svg`<circle class="knee" cx=${x} cy=${y} r=${LEVEL_RADIUS + 4}></circle>` : nothing}
    <path class="level-dot" d=${markPath(spot.isLargest ? 'diamond' : form === 'gave-way' ? 'square' : 'circle', x, y, LEVEL_RADIUS)}></path>
    ${label?.led ? svg`<line class="lead" x1=${x} y1=${y} x2=${label.x + (label.x > x ? 0 : label.width)} y2=${label.y + LABEL_HEIGHT / 2}></line>` : nothing}
    ${label ? svg`<text class=${spot.isKnee ? 'point-label halo strong' : 'point-label halo'} x=${label.x + 2} y=${label.y + LABEL_HEIGHT - 4}>${labelOf(spot, words, width)}</text>` : nothing}
  </g>`;
}

function levelStops({ scene, spots, metric, unit }: TradeoffPicture, words: Words): Stop[] {
  return spots.flatMap((spot, index) => {
    const point = scene.points[index];
    return point
      ? [
          {
            x: point.x,
            y: point.y,
            key: `level ${spot.index}`,
            group: index,
            lines: () => spotLines(spot, metric, unit, words),
          },
        ]
      : [];
  });
}

function spotLines(
  { level, ms, perSecond, isKnee, isLargest }: LevelSpot,
  metric: LevelMetric,
  unit: SpotUnit,
  words: Words,
): string[] {
  const { p95, max, count } = level[metric];
  const ci95 = level.ci95[metric];
  const { duration, format } = words;
  return [
    levelName(level, words),
    unit === 'tokens'
      ? l10n.t('{0} for all together', format.tokenSpeed(perSecond, 'card'))
      : l10n.t('{0} answers per second', format.decimal(perSecond, 2)),
    l10n.t('{0} {1} (median of {2})', METRIC_NAMES[metric], duration(ms), words.count(count)),
    ...(ci95 ? [l10n.t('95% interval {0}', between(ci95, duration))] : []),
    p95 !== null ? l10n.t('p95 {0}', duration(p95)) : l10n.t('max {0}', duration(max ?? ms)),
    ...(level.goodput ? [l10n.t('{0} within all budgets', format.percent(level.goodput.share))] : []),
    ...(isKnee ? [l10n.t('The knee.')] : []),
    ...(isLargest ? [l10n.t('The largest load within the budgets.')] : []),
    ...levelNotes(level, words),
  ];
}

function tradeoffLegend(spots: readonly LevelSpot[], metric: LevelMetric) {
  const dot = (form: string, shape: 'circle' | 'square' | 'diamond') =>
    svg`<g class="spot ${form}"><path class="level-dot" d=${markPath(shape, 7, 7, 5)}></path></g>`;
  const item = (isThere: boolean, ink: ReturnType<typeof svg>, text: string) => (isThere ? { ink, text } : null);
  const has = (form: string): boolean => spots.some(({ level }) => formOf(level) === form);
  return legend([
    item(true, dot('level', 'circle'), l10n.t('a level: median {0}', METRIC_NAMES[metric])),
    item(true, svg`<path class="whisker" d="M7 13V2m-4 0h8"></path>`, l10n.t('up to p95, or the slowest')),
    item(
      spots.some(({ level }) => level.ci95[metric] !== null),
      svg`<g class="spot level"><line class="interval-line" x1="7" x2="7" y1="2" y2="12"></line></g>`,
      l10n.t('95% interval of the median'),
    ),
    item(
      spots.some(({ isKnee }) => isKnee),
      svg`<circle class="knee" cx="7" cy="7" r="6"></circle>`,
      l10n.t('knee'),
    ),
    item(
      spots.some(({ isLargest }) => isLargest),
      dot('level', 'diamond'),
      l10n.t('largest load within the budgets'),
    ),
    item(has('gave-way'), dot('gave-way', 'square'), l10n.t('the server gave way')),
    item(has('left-out'), dot('left-out', 'circle'), l10n.t('left out: see below')),
  ]);
}

/** Why levels are not to be read like the others. */
function notes({ levels }: LoadPart, { words }: SweepTools) {
  const all = levels.flatMap((level) =>
    levelNotes(level, words).map((note) => ({ load: levelName(level, words), note })),
  );
  return all.length === 0
    ? nothing
    : html`<ul class="level-notes">
        ${all.map(({ load, note }) => html`<li><strong>${load}</strong> ${note}</li>`)}
      </ul>`;
}
