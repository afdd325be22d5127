import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import { dotsPath, targetMark } from '../../draw/targetMark';
import { DOT_RADIUS, STRIP_AXIS_Y, STRIP_HEIGHT, stripScene } from '../../layout/compare/stripScene';
import { valueScale, type ValueScale } from '../../layout/compare/valueScale';
import type { ChartMetric, CompareModel, SortKey } from '../../state/compareModel';
import { valuesOf, type TargetView } from '../../state/compareRows';
import { chipOf, costText, intervalText, medianText, METRIC_NAMES, metricTitle } from './compareWords';
import { markOf } from './mark';
import type { CompareTools } from './parts';

const IN_TABLE: readonly ChartMetric[] = ['ttftMs', 'tpotMs'];
const NARROW_PX = 700;
/** From here on two strips have room side by side. */
const PAIR_PX = 440;
const PAIR_GAP_PX = 24;
const LEAST_STRIP_PX = 120;
/** As the style sheet has them. */
const [NAME_SHARE, COST_PX, CHIPS_PX, CELL_GAP_PX] = [0.24, 84, 190, 16];

/** One row for each target: where its runs lie, the median and how sure it is, what it costs, and what that means against the first. */
export function resultTable(views: readonly TargetView[], model: CompareModel, tools: CompareTools) {
  const width = stripWidth(tools.width);
  const scales = IN_TABLE.map((metric) => scaleOf(views, metric, width));
  return html`
    <section class="results" aria-labelledby="results-title">
      <h2 id="results-title">${l10n.t('Medians with 95% intervals, and every run')}</h2>
      <table class="result-table">
        <thead>
          <tr>
            ${heading('name', l10n.t('Target'), model, tools)}
            ${IN_TABLE.map((metric) => heading(metric, METRIC_NAMES[metric], model, tools))}
            ${heading('cost', l10n.t('Cost per run'), model, tools)}
            <th scope="col">${l10n.t('Against the reference')}</th>
          </tr>
        </thead>
        <tbody>
          ${views.map((view) => row(view, { scales, width }, model, tools))}
        </tbody>
      </table>
      ${hiddenLine(model, tools)}
    </section>
  `;
}

/** What is left of the table beside the names, the cost and the chips. */
const stripWidth = (width: number): number =>
  width < PAIR_PX
    ? Math.max(LEAST_STRIP_PX, width)
    : width < NARROW_PX
      ? Math.floor((width - PAIR_GAP_PX) / 2)
      : Math.max(LEAST_STRIP_PX, Math.floor((width * (1 - NAME_SHARE) - COST_PX - CHIPS_PX) / 2) - CELL_GAP_PX);

const scaleOf = (views: readonly TargetView[], metric: ChartMetric, width: number): ValueScale | null =>
  valueScale(
    views.flatMap(({ used, row }) => [...valuesOf(used, metric), ...(row.summary[metric]?.ci95 ?? [])]),
    width,
  );

function heading(key: SortKey, title: string, { sort }: CompareModel, { set }: CompareTools) {
  const isMine = sort.by === key;
  const order = isMine ? (sort.descending ? 'descending' : 'ascending') : nothing;
  // Up, down, then the order of the plan again.
  const next = !isMine
    ? { by: key, descending: false }
    : sort.descending
      ? { by: 'plan' as const, descending: false }
      : { by: key, descending: true };
  return html`<th scope="col" aria-sort=${order}>
    <button type="button" class="sort" @click=${() => set({ sort: next })}>
      ${title}<span aria-hidden="true">${isMine ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
    </button>
  </th>`;
}

interface Strips {
  readonly scales: readonly (ValueScale | null)[];
  readonly width: number;
}

function row(view: TargetView, { scales, width }: Strips, model: CompareModel, tools: CompareTools) {
  const { index, row: target } = view;
  const hue = `hue-${targetMark(index).hue}`;
  return html`<tr class=${view.used.length === 0 ? `${hue} without` : hue}>
    <th scope="row">
      <div class="target-name">
        ${markOf(index)}
        <span
          ><bdi title=${target.target.name}>${target.target.name}</bdi
          ><small><bdi title=${target.target.model}>${target.target.model}</bdi></small></span
        >
        ${
          (model.series?.rows.length ?? 0) - model.hidden.size > 1
            ? html`<button
                type="button"
                class="icon"
                title=${l10n.t('Hide {0}', target.target.name)}
                aria-label=${l10n.t('Hide {0}', target.target.name)}
                @click=${() => tools.set({ hidden: new Set([...model.hidden, index]) })}
              >
                ✕
              </button>`
            : nothing
        }
      </div>
    </th>
    ${IN_TABLE.map((metric, at) => html`<td data-title=${METRIC_NAMES[metric]}>${strip(view, metric, { scale: scales[at] ?? null, width }, tools)}</td>`)}
    <td data-title=${l10n.t('Cost per run')} class="cost" title=${target.costReason ?? ''}>
      ${costText(target, tools.words)}
    </td>
    <td class="chips">${chips(view, model.series?.phase !== 'ended', tools)}</td>
  </tr>`;
}

function strip(
  { row: target, used }: TargetView,
  metric: ChartMetric,
  { scale, width }: { readonly scale: ValueScale | null; readonly width: number },
  { words }: CompareTools,
) {
  const summary = target.summary[metric];
  const median = medianText(target, metric, words);
  const said = `${metricTitle(metric)}: ${median}, ${intervalText(target, metric, words)}, n ${words.count(summary?.n ?? 0)}`;
  if (!summary || !scale) return html`<span class="muted">${median}</span>`;
  const scene = stripScene({ values: valuesOf(used, metric), median: summary.median, ci95: summary.ci95 }, scale);
  const labelX = Math.min(width - 30, Math.max(30, scene.medianX ?? 0));
  return html`<svg class="strip" width=${width} height=${STRIP_HEIGHT} role="img" aria-label=${said}>
    <title>${said}</title>
    ${svg`
      <line class="axis" x1="0" x2=${width} y1=${STRIP_AXIS_Y} y2=${STRIP_AXIS_Y}></line>
      <path class="run-dots" d=${dotsPath(scene.dots, DOT_RADIUS)}></path>
      ${scene.interval ? svg`<rect class="interval" x=${scene.interval.x} y=${STRIP_AXIS_Y - 4} width=${scene.interval.width} height="8"></rect>` : nothing}
      ${scene.medianX === null ? nothing : svg`<circle class="median" cx=${scene.medianX} cy=${STRIP_AXIS_Y} r="5"></circle>`}
      <text class="strip-label" x=${labelX} y="10" text-anchor="middle">${median}</text>
    `}
  </svg>`;
}

function chips({ isReference, against, used, row: target }: TargetView, isUnderWay: boolean, { words }: CompareTools) {
  if (isReference) return html`<span class="muted">${l10n.t('reference')}</span>`;
  if (used.length === 0 && isUnderWay && target.counts.failed === 0)
    return html`<span class="muted">${l10n.t('waits for its first run')}</span>`;
  if (used.length === 0) return html`<span class="chip slower">${noRunText(target.gaveUp)}</span>`;
  return IN_TABLE.map((metric) => {
    const comparison = against[metric];
    if (!comparison) return nothing;
    const { kind, text, hint } = chipOf(metric, comparison, used.length, words);
    return html`<span class="chip ${kind}" title=${hint}>${text}</span>`;
  });
}

const noRunText = (gaveUp: boolean): string =>
  gaveUp ? l10n.t('given up after three failures') : l10n.t('no completed run');

function hiddenLine({ hidden, series }: CompareModel, { set }: CompareTools) {
  if (hidden.size === 0) return nothing;
  const names = [...hidden].flatMap((index) => series?.rows[index]?.target.name ?? []).join(', ');
  return html`<p class="muted hidden-line">
    <span title=${names}>${l10n.t('{0} hidden.', hidden.size)}</span>
    <button type="button" class="link" @click=${() => set({ hidden: new Set() })}>${l10n.t('Show all')}</button>
  </p>`;
}
