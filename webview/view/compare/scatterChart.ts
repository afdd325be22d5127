import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import { markPath, targetMark } from '../../draw/targetMark';
import { LABEL_HEIGHT } from '../../layout/compare/placeLabels';
import { POINT_RADIUS, scatterScene, type ScatterScene } from '../../layout/compare/scatterScene';
import type { TargetView } from '../../state/compareRows';
import { chartHead } from './chartHead';
import { chartTexts } from './chartTexts';
import type { CompareTools } from './parts';

const LONGEST_NAME = 28;

interface Point {
  readonly view: TargetView;
  readonly ms: number;
  readonly usd: number;
  readonly name: string;
}

/** What a run costs against how long it takes. */
export function scatterChart(views: readonly TargetView[], width: number, tools: CompareTools) {
  const points = views.flatMap((view): Point[] => {
    const { costUsd: usd, summary, target } = view.row;
    const ms = summary.e2eMs?.median;
    return usd === null || ms === undefined ? [] : [{ view, ms, usd, name: shorten(target.name) }];
  });
  const scene = scatterScene(
    points.map(({ ms, usd, name }) => ({ ms, usd, labelWidth: tools.measure(name) + 4 })),
    width,
  );
  const without = views.filter(({ row, used }) => row.costUsd === null && used.length > 0);
  return html`<section class="chart-section scatter" aria-labelledby="scatter-title">
    ${chartHead('scatter', chartTexts().scatter, tools)}
    ${scene ? picture(scene, points, tools) : html`<p class="muted">${l10n.t('No target has both a price and a latency yet.')}</p>`}
    ${
      without.length > 0
        ? html`<p class="muted">
            ${l10n.t('Without a known price: {0}.', without.map(({ row }) => row.target.name).join(', '))}
          </p>`
        : nothing
    }
  </section>`;
}

const shorten = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

function picture(scene: ScatterScene, points: readonly Point[], { words }: CompareTools) {
  const { plot, time, cost, height } = scene;
  const bottom = plot.y + plot.height;
  const label = points
    .map(({ view, ms, usd }) =>
      l10n.t('{0}: {1}, {2}', view.row.target.name, words.duration(ms), words.format.usd(usd)),
    )
    .join('; ');
  return html`<svg
    class="chart-svg"
    width=${plot.x + plot.width}
    height=${height}
    role="img"
    aria-label=${label}
    data-chart="scatter"
  >
    <text class="axis-label" x="0" y="12">${chartTexts().costAxis}</text>
    <text class="axis-label" x=${plot.x + plot.width} y="12" text-anchor="end">
      ${chartTexts().latencyAxis(time.isLogarithmic)}
    </text>
    ${cost.map(
      ({ value, y }) => svg`<line class="grid" x1=${plot.x} x2=${plot.x + plot.width} y1=${y} y2=${y}></line>
      <text class="axis-label" x=${plot.x - 8} y=${y + 4} text-anchor="end">${words.format.usd(value)}</text>`,
    )}
    ${time.ticks.map(
      ({ value, x }) => svg`<line class="grid" x1=${plot.x + x} x2=${plot.x + x} y1=${bottom} y2=${bottom + 4}></line>
      <text class="axis-label" x=${plot.x + x} y=${bottom + 18} text-anchor=${x > plot.width - 24 ? 'end' : 'middle'}>${words.duration(value)}</text>`,
    )}
    ${scene.points.map((point, index) => pointOf(point, points[index]))}
  </svg>`;
}

function pointOf({ x, y, label }: ScatterScene['points'][number], point: Point | undefined) {
  if (!point) return nothing;
  const { hue, shape } = targetMark(point.view.index);
  return svg`<g class="hue-${hue}">
    ${label?.led ? svg`<line class="lead" x1=${x} y1=${y} x2=${label.x + (label.x > x ? 0 : label.width)} y2=${label.y + LABEL_HEIGHT / 2}></line>` : nothing}
    <path class="point" d=${markPath(shape, x, y, POINT_RADIUS)}><title>${point.view.row.target.name}</title></path>
    ${label ? svg`<text class="point-label halo" x=${label.x + 2} y=${label.y + LABEL_HEIGHT - 4}>${point.name}</text>` : nothing}
  </g>`;
}
