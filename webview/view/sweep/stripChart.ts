import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import type { LoadLevel, LoadPart } from '../../../src/core/sweep/loadReport';
import {
  levelStrips,
  STRIP_BOX_PX,
  STRIP_ROW_PX,
  stripNumbers,
  type LevelStrip,
  type LevelStrips,
} from '../../layout/sweep/levelStrips';
import { LEVEL_METRICS, levelTimes, type LevelMetric } from '../../state/sweep/levelTimes';
import { METRIC_NAMES, metricTitle } from '../compare/compareWords';
import { chartTitle } from './chartTitle';
import { legend } from './legend';
import type { ChartName, SweepTools } from './parts';
import { pointArea, type Stop } from './pointing';
import { levelName, shortLoad } from './resultWords';

const NAMES = { ttftMs: 'ttfts', tpotMs: 'tpots', e2eMs: 'es' } as const satisfies Record<LevelMetric, ChartName>;
const LABEL_PX = 54;
const COLUMNS_FROM_PX = 820;
const COLUMN_GAP_PX = 24;

/** How the three times are spread at each level, each on one scale for all levels. */
export function stripCharts(part: LoadPart, tools: SweepTools) {
  const count = tools.width >= COLUMNS_FROM_PX ? LEVEL_METRICS.length : 1;
  const width = Math.floor((tools.width - (count - 1) * COLUMN_GAP_PX) / count);
  return html`<div class="strip-columns">${LEVEL_METRICS.map((metric) => stripChart(part, metric, width, tools))}</div>
    ${stripLegend(Object.keys(part.budgets).length > 0)}`;
}

const titleOf = (metric: LevelMetric, [first]: readonly LoadLevel[]): string =>
  first?.users === null
    ? l10n.t('{0} by requests/s', METRIC_NAMES[metric])
    : l10n.t('{0} by users', METRIC_NAMES[metric]);

function stripChart({ levels, budgets }: LoadPart, metric: LevelMetric, width: number, tools: SweepTools) {
  const values = levels.map((level) => levelTimes(level, metric));
  const scene = levelStrips(values, width - LABEL_PX, budgets[metric] ?? null);
  return html`<section class="chart-section" aria-labelledby="${NAMES[metric]}-title">
    ${chartTitle(NAMES[metric], titleOf(metric, levels), scene !== null, tools)}
    ${
      scene
        ? picture(scene, { levels, values, metric, width }, tools)
        : html`<p class="muted">${l10n.t('No request has this number.')}</p>`
    }
  </section>`;
}

interface StripPicture {
  readonly levels: readonly LoadLevel[];
  readonly values: readonly (readonly number[])[];
  readonly metric: LevelMetric;
  readonly width: number;
}

function picture(scene: LevelStrips, all: StripPicture, tools: SweepTools) {
  const { words } = tools;
  const { scale, strips, budgetX, height } = scene;
  const { levels, metric, width } = all;
  const bottom = height - 22;
  const right = width - LABEL_PX;
  const area = {
    label: l10n.t('{0} by level. Arrow keys go from level to level.', metricTitle(metric)),
    stops: () => stripStops(scene, all, tools),
  };
  return html`${pointArea(
    area,
    html`<svg class="chart-svg" width=${width} height=${height} aria-hidden="true" data-chart=${NAMES[metric]}>
      ${levels.map((level, index) => svg`<text class="axis-label" x=${LABEL_PX - 8} y=${(strips[index]?.y ?? 0) + 4} text-anchor="end">${shortLoad(level, words)}</text>`)}
      <g transform="translate(${LABEL_PX} 0)">
        ${scale.ticks.map(
          ({ value, x }) => svg`<line class="grid" x1=${x} x2=${x} y1="0" y2=${bottom}></line>
          <text class="axis-label" x=${x < 20 ? 0 : x > right - 20 ? right : x} y=${height - 6} text-anchor=${x < 20 ? 'start' : x > right - 20 ? 'end' : 'middle'}>${words.duration(value)}</text>`,
        )}
        ${budgetX === null ? nothing : svg`<line class="budget" x1=${budgetX} x2=${budgetX} y1="0" y2=${bottom}></line>`}
        ${strips.map((strip, index) => stripInk(strip, levels[index]?.client.isLate ?? false))}
      </g>
    </svg>`,
  )}
  ${scale.isLogarithmic ? html`<p class="muted">${l10n.t('Logarithmic scale.')}</p>` : nothing}`;
}

function stripInk({ y, whiskers, box, medianX, p99X, maxX }: LevelStrip, isLate: boolean) {
  const half = STRIP_BOX_PX / 2;
  return svg`<g class=${isLate ? 'level-strip late' : 'level-strip'}>
    ${whiskers ? svg`<line class="whisker" x1=${whiskers[0]} x2=${whiskers[1]} y1=${y} y2=${y}></line>` : nothing}
    ${box ? svg`<rect class="box" x=${box.x1} y=${y - half} width=${Math.max(1, box.x2 - box.x1)} height=${STRIP_BOX_PX}></rect>` : nothing}
    ${p99X === null ? nothing : svg`<path class="p99" d=${`M${p99X} ${y - half}v${STRIP_BOX_PX}`}></path>`}
    ${maxX === null ? nothing : svg`<circle class="worst" cx=${maxX} cy=${y} r="3"></circle>`}
    ${medianX === null ? nothing : svg`<line class="box-median" x1=${medianX} x2=${medianX} y1=${y - half - 1} y2=${y + half + 1}></line>`}
  </g>`;
}

function stripStops(
  { strips }: LevelStrips,
  { levels, values, width, metric }: StripPicture,
  { words }: SweepTools,
): Stop[] {
  return strips.flatMap((strip, index) => {
    const level = levels[index];
    if (!level) return [];
    return [
      {
        x: LABEL_PX + (strip.medianX ?? 0),
        y: strip.y,
        key: `strip ${index}`,
        group: index,
        half: { x: width, y: STRIP_ROW_PX / 2 },
        lines: () => [levelName(level, words), ...stripLines(values[index] ?? [], metric, words)],
      },
    ];
  });
}

function stripLines(
  values: readonly number[],
  metric: LevelMetric,
  { count, duration }: SweepTools['words'],
): string[] {
  const { n, p5, p25, p50, p75, p95, p99, min, max } = stripNumbers(values);
  if (n === 0) return [l10n.t('No request has this number.')];
  const line = (name: string, value: number | null): string[] => (value === null ? [] : [`${name} ${duration(value)}`]);
  return [
    l10n.t('{0} of {1} requests', METRIC_NAMES[metric], count(n)),
    [...line('min', min), ...line('p5', p5), ...line('p25', p25), ...line('p50', p50)].join(' · '),
    [...line('p75', p75), ...line('p95', p95), ...line('p99', p99), ...line('max', max)].join(' · '),
  ];
}

const stripLegend = (hasBudgets: boolean) =>
  legend([
    {
      ink: svg`<rect class="box" x="1" y="2" width="12" height="10"></rect><line class="box-median" x1="6" x2="6" y1="1" y2="13"></line>`,
      text: l10n.t('middle half and median'),
    },
    { ink: svg`<line class="whisker" x1="0" x2="14" y1="7" y2="7"></line>`, text: l10n.t('p5 to p95, or all of few') },
    { ink: svg`<path class="p99" d="M7 1v12"></path>`, text: l10n.t('p99, from 100 requests on') },
    { ink: svg`<circle class="worst" cx="7" cy="7" r="3"></circle>`, text: l10n.t('the slowest') },
    hasBudgets ? { ink: svg`<line class="budget" x1="7" x2="7" y1="0" y2="14"></line>`, text: l10n.t('budget') } : null,
  ]);
