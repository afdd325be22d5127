import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import type { CompareRun } from '../../../src/messages/compareTabMessages';
import { dotsPath, markPath, targetMark } from '../../draw/targetMark';
import { BOX_DOT_RADIUS, BOX_PX, boxScene, type Box, type BoxScene } from '../../layout/compare/boxScene';
import { nearestDot } from '../../layout/compare/dotSwarm';
import { CHART_METRICS, type CompareModel } from '../../state/compareModel';
import type { TargetView } from '../../state/compareRows';
import { nextOf, placeOf, ring, tipLeft, unring } from '../pointed';
import { chartHead } from './chartHead';
import { chartTexts } from './chartTexts';
import { METRIC_NAMES } from './compareWords';
import { markOf } from './mark';
import type { CompareTools } from './parts';

const NAMES_PX = 170;
const STACKED_BELOW_PX = 560;
const REACH_PX = 12;

/** Box plots of one metric with every single run as a dot; a dot opens its run. */
export function boxChart(views: readonly TargetView[], model: CompareModel, tools: CompareTools) {
  const { metric } = model;
  const rows = views.map((view) => ({ view, runs: view.used.filter(({ values }) => values[metric] !== undefined) }));
  const width = tools.width < STACKED_BELOW_PX ? tools.width : tools.width - NAMES_PX;
  const scene = boxScene(
    rows.map(({ runs }) => ({ values: runs.map(({ values }) => values[metric] ?? 0) })),
    width,
  );
  return html`<section class="chart-section boxes" aria-labelledby="boxes-title">
    ${chartHead('boxes', chartTexts().boxes(metric), tools)}
    <div class="choice" role="group" aria-label=${l10n.t('Metric of the box plots')}>
      ${CHART_METRICS.map(
        (each) =>
          html`<button type="button" aria-pressed=${each === metric} @click=${() => tools.set({ metric: each })}>
            ${METRIC_NAMES[each]}
          </button>`,
      )}
    </div>
    ${scene ? plot(scene, rows, width, tools) : html`<p class="muted">${l10n.t('No run has this number.')}</p>`}
  </section>`;
}

interface BoxRow {
  readonly view: TargetView;
  readonly runs: readonly CompareRun[];
}

function plot(scene: BoxScene, rows: readonly BoxRow[], width: number, tools: CompareTools) {
  const { words } = tools;
  const bottom = scene.height - 20;
  const label = rows
    .map(({ view, runs }) => l10n.t('{0}: {1} runs', view.row.target.name, words.count(runs.length)))
    .join('; ');
  return html`<div class="box-plot">
    <ul class="box-names" aria-hidden="true">
      ${rows.map(({ view }) => html`<li class="hue-${targetMark(view.index).hue}">${markOf(view.index)}<bdi title=${view.row.target.name}>${view.row.target.name}</bdi></li>`)}
    </ul>
    <div
      class="box-area"
      tabindex="0"
      role="application"
      aria-label=${l10n.t('Box plots. Arrow keys go from run to run, Enter opens the run. {0}', label)}
      @keydown=${(event: KeyboardEvent) => walk(event, scene, rows, tools)}
      @pointermove=${(event: PointerEvent) => point(event, scene, rows, tools)}
      @pointerleave=${(event: PointerEvent) => hide(event.currentTarget as HTMLElement)}
      @blur=${(event: FocusEvent) => hide(event.currentTarget as HTMLElement)}
      @click=${(event: MouseEvent) => open(event, scene, rows, tools)}
    >
      <svg class="chart-svg" width=${width} height=${scene.height} data-chart="boxes" aria-hidden="true">
        ${scene.scale.ticks.map(
          ({ value, x }) => svg`<line class="grid" x1=${x} x2=${x} y1="0" y2=${bottom}></line>
          <text class="axis-label" x=${x} y=${scene.height - 5} text-anchor=${x < 24 ? 'start' : x > width - 24 ? 'end' : 'middle'}>${words.duration(value)}</text>`,
        )}
        ${scene.boxes.map((box, index) => boxOf(box, rows[index]?.view.index ?? 0, tools.width < STACKED_BELOW_PX))}
        <circle class="pointed" r=${BOX_DOT_RADIUS + 3} visibility="hidden"></circle>
      </svg>
      <div class="tip" hidden></div>
      <span class="visually-hidden" aria-live="polite"></span>
    </div>
    ${scene.scale.isLogarithmic ? html`<p class="muted">${l10n.t('Logarithmic scale.')}</p>` : nothing}
  </div>`;
}

const boxOf = (
  { top, y, box, whiskers, dots }: Box,
  index: number,
  isStacked: boolean,
) => svg`<g class="hue-${targetMark(index).hue}">
  ${isStacked ? svg`<path class="race-end" d=${markPath(targetMark(index).shape, 6, top + 8, 5)}></path>` : nothing}
  ${whiskers ? svg`<line class="whisker" x1=${whiskers[0]} x2=${whiskers[1]} y1=${y} y2=${y}></line>` : nothing}
  ${
    box
      ? svg`<rect class="box" x=${box.x1} y=${y - BOX_PX / 2} width=${Math.max(1, box.x2 - box.x1)} height=${BOX_PX}></rect>
        <line class="box-median" x1=${box.medianX} x2=${box.medianX} y1=${y - BOX_PX / 2 - 1} y2=${y + BOX_PX / 2 + 1}></line>`
      : nothing
  }
  <path class="run-dots" d=${dotsPath(dots, BOX_DOT_RADIUS)}></path>
</g>`;

interface PlacedRun {
  readonly x: number;
  readonly y: number;
  readonly row: BoxRow;
  readonly run: CompareRun;
}

/** From left to right in each row, row by row. */
const placed = (scene: BoxScene, rows: readonly BoxRow[]): PlacedRun[] =>
  scene.boxes.flatMap((box, index) => {
    const row = rows[index];
    if (!row) return [];
    return box.dots
      .flatMap((dot, at) => {
        const run = row.runs[at];
        return run ? [{ ...dot, row, run }] : [];
      })
      .toSorted((a, b) => a.x - b.x);
  });

const pointedRun = (area: HTMLElement): string | null => area.dataset['run'] ?? null;

function point(event: PointerEvent, scene: BoxScene, rows: readonly BoxRow[], tools: CompareTools): void {
  const area = event.currentTarget as HTMLElement;
  const found = nearestDot(placed(scene, rows), placeOf(event), REACH_PX);
  if (found) show(area, found, tools);
  else hide(area);
}

function open(event: MouseEvent, scene: BoxScene, rows: readonly BoxRow[], { showRun }: CompareTools): void {
  const found = nearestDot(placed(scene, rows), placeOf(event), REACH_PX);
  if (found) showRun(found.run.runId);
}

function walk(event: KeyboardEvent, scene: BoxScene, rows: readonly BoxRow[], tools: CompareTools): void {
  const area = event.currentTarget as HTMLElement;
  const all = placed(scene, rows);
  const now = all.findIndex(({ run }) => run.runId === pointedRun(area));
  if (event.key === 'Enter' && all[now]) {
    event.preventDefault();
    return tools.showRun(all[now].run.runId);
  }
  const next = nextOf(event.key, all, now, ({ row }) => row);
  if (!next) return;
  event.preventDefault();
  show(area, next, tools);
}

/** Moves what is there instead of drawing the page anew: pointing must not cost a frame. */
function show(area: HTMLElement, placed: PlacedRun, { words }: CompareTools): void {
  const { x, y, row, run } = placed;
  area.dataset['run'] = run.runId;
  ring(area, placed);
  const values = CHART_METRICS.flatMap((metric) => {
    const value = run.values[metric];
    return value === undefined ? [] : [`${METRIC_NAMES[metric]} ${words.exact(value)}`];
  });
  const text = `${row.view.row.target.name} · ${l10n.t('run {0}', words.count(run.round + 1))} · ${values.join(' · ')}`;
  const tip = area.querySelector<HTMLElement>('.tip');
  const live = area.querySelector('[aria-live]');
  if (live) live.textContent = text;
  if (!tip) return;
  tip.textContent = text;
  tip.hidden = false;
  tip.style.left = tipLeft(area, tip, x);
  tip.style.top = `${y + 14}px`;
}

function hide(area: HTMLElement): void {
  delete area.dataset['run'];
  unring(area);
}
