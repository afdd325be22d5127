import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import type { LoadLevel } from '../../../src/core/sweep/loadReport';
import { SPAN_PHASES, type SpanPhase } from '../../layout/sweep/requestSpans';
import { timelineScene, type TimelineScene } from '../../layout/sweep/timelineScene';
import { pan, timeAt, zoom, type TimeRange } from '../../layout/timeRange';
import { zoomButtons } from '../zoomButtons';
import { pointedRing } from './axes';
import { chartTitle } from './chartTitle';
import { legend } from './legend';
import type { SweepTools } from './parts';
import { pointArea, type Stop } from './pointing';
import { requestLines } from './requestLines';
import { levelName } from './resultWords';
import { timelineHand } from './timelineHand';
import { fillOf, hatches, phaseClass, PHASE_TITLES } from './spanInk';

/** One level, request by request: how many were open, each as a bar, and the text that came. Batching shows in it. */
export function timelineChart(levels: readonly LoadLevel[], chosen: number, tools: SweepTools) {
  const level = levels[chosen];
  if (!level) return nothing;
  const { words, choices } = tools;
  const scene = timelineScene(level, choices.span, tools.width);
  return html`<section class="chart-section timeline-section" aria-labelledby="timeline-title">
    ${chartTitle('timeline', l10n.t('Requests of one level: {0}', levelName(level, words)), scene !== null, tools)}
    ${levelChoice(levels, chosen, tools)}
    ${scene ? picture(scene, level, tools) : html`<p class="muted">${l10n.t('No request of this level was sent.')}</p>`}
  </section>`;
}

function levelChoice(levels: readonly LoadLevel[], chosen: number, { words, choose }: SweepTools) {
  if (levels.length < 2) return nothing;
  return html`<div class="choice levels" role="group" aria-label=${l10n.t('Level whose requests are shown')}>
    ${levels.map(
      (level, index) =>
        html`<button
          type="button"
          aria-pressed=${index === chosen}
          @click=${() => choose({ level: index, span: null })}
        >
          ${levelName(level, words)}
        </button>`,
    )}
  </div>`;
}

const ZOOM_STEP = 1.5;
const PAN_SHARE = 0.2;

function picture(scene: TimelineScene, level: LoadLevel, tools: SweepTools) {
  const { words } = tools;
  const show = (span: TimeRange): void => tools.choose({ span });
  const middle = (scene.range.startMs + scene.range.endMs) / 2;
  const deeds = {
    zoomIn: () => show(zoom(scene.range, scene.whole, 1 / ZOOM_STEP, middle)),
    zoomOut: () => show(zoom(scene.range, scene.whole, ZOOM_STEP, middle)),
    showAll: () => tools.choose({ span: null }),
  };
  const { width, x: left } = scene.plot;
  timelineHand.deeds = {
    zoom: (factor, x) => show(zoom(scene.range, scene.whole, factor, timeAt(scene.range, width, x - left))),
    pan: (px) => show(pan(scene.range, scene.whole, (px / width) * (scene.range.endMs - scene.range.startMs))),
    reset: deeds.showAll,
    canZoomOut: () => scene.range !== scene.whole,
  };
  const byMs = (scene.range.endMs - scene.range.startMs) * PAN_SHARE;
  const keys: Readonly<Record<string, () => void>> = {
    '+': deeds.zoomIn,
    '=': deeds.zoomIn,
    '-': deeds.zoomOut,
    _: deeds.zoomOut,
    '0': deeds.showAll,
    PageDown: () => show(pan(scene.range, scene.whole, byMs)),
    PageUp: () => show(pan(scene.range, scene.whole, -byMs)),
  };
  const area = {
    label: l10n.t(
      'Timeline of {0} requests. Arrow keys go from request to request, plus and minus zoom, page keys move.',
      words.count(level.requests.length),
    ),
    stops: () => barStops(scene, level, words),
    key: ({ key }: KeyboardEvent) => {
      keys[key]?.();
      return keys[key] !== undefined;
    },
    attach: timelineHand.attach,
  };
  return html`${pointArea(area, ink(scene, level, tools))}
    <div class="under-chart">${timelineLegend(scene, level)} ${zoomButtons(scene.range !== scene.whole, deeds)}</div>
    ${rowsNote(scene, level, words)}`;
}

function ink(scene: TimelineScene, level: LoadLevel, { words }: SweepTools) {
  const { plot, time, open, rows, text, window, height } = scene;
  return html`<svg
    class="chart-svg timeline-svg"
    width=${plot.x + plot.width + 12}
    height=${height}
    aria-hidden="true"
    data-chart="timeline"
  >
    ${hatches()}
    ${
      window
        ? svg`<rect class="window" x=${window.x1} y=${plot.y} width=${window.x2 - window.x1} height=${plot.height}></rect>
          <path class="window-ends" d=${`M${window.x1} ${plot.y}v${plot.height}M${window.x2} ${plot.y}v${plot.height}`}></path>`
        : nothing
    }
    ${time.ticks.map(
      ({ atMs, x }) => svg`<line class="grid" x1=${plot.x + x} x2=${plot.x + x} y1=${plot.y} y2=${height}></line>
      <text class="axis-label" x=${plot.x + x} y="12" text-anchor=${x > plot.width - 20 ? 'end' : 'middle'}>${words.axisTime(atMs, time.stepMs)}</text>`,
    )}
    ${laneTitle(open.box.y, l10n.t('Open requests'))} ${scaleText(open.box, open.axis, words.count)}
    ${open.layers.map(({ phase, path }) => svg`<path class="open ${phaseClass(phase, false)}" d=${path}></path>`)}
    ${laneTitle(rows.box.y, level.users === null ? l10n.t('Requests') : l10n.t('Requests, a row for each user'))}
    ${rowsInk(scene, level)}
    ${
      text
        ? svg`${laneTitle(text.box.y, l10n.t('Text, characters/s'))} ${scaleText(text.box, text.axis, words.count)}
          <path class="text-rate" d=${text.path}></path>`
        : nothing
    }
    ${pointedRing(7)}
  </svg>`;
}

const laneTitle = (top: number, title: string) =>
  svg`<text class="axis-label halo" x="0" y=${top - 11}>${title}</text>`;

const scaleText = (
  box: TimelineScene['plot'],
  axis: TimelineScene['open']['axis'],
  text: (value: number) => string,
) => svg`
  ${[axis.low, axis.high].map((value) => svg`<text class="axis-label" x=${box.x - 8} y=${box.y + box.height - axis.px(value) + 4} text-anchor="end">${text(value)}</text>`)}
  <line class="grid" x1=${box.x} x2=${box.x + box.width} y1=${box.y + box.height} y2=${box.y + box.height}></line>`;

/** All parts of a phase as one path, those outside of the figures as another: thousands of elements would take longer to make than everything else. */
function rowsInk({ rows }: TimelineScene, { requests }: LoadLevel) {
  const paths = new Map<string, string>();
  const add = (key: string, path: string): void => void paths.set(key, (paths.get(key) ?? '') + path);
  const failed: string[] = [];
  for (const { y, bars } of rows.lanes)
    for (const { x, width, parts, requests: own } of bars) {
      const isFaded = own.every((index) => requests[index]?.part !== 'measured');
      if (own.length > 1) add(isFaded ? 'several faded' : 'several', rect(x, y, width, rows.barPx));
      for (const part of parts) {
        const isReported = part.phase === 'queue' || part.phase === 'prefill';
        add(`${phaseClass(part.phase, isReported)}${isFaded ? ' faded' : ''}`, rect(part.x, y, part.width, rows.barPx));
      }
      if (own.some((index) => requests[index]?.status === 'failed'))
        failed.push(crossPath(x + width, y + rows.barPx / 2, Math.min(3.5, rows.barPx / 2)));
    }
  return svg`${[...paths].map(([kind, path]) => svg`<path class="bars ${kind}" fill=${fillOf(kind)} d=${path}></path>`)}
    ${failed.length === 0 ? nothing : svg`<path class="failed-mark" d=${failed.join('')}></path>`}`;
}

const rect = (x: number, y: number, width: number, height: number): string =>
  `M${two(x)} ${two(y)}h${two(width)}v${two(height)}h${two(-width)}z`;

const crossPath = (x: number, y: number, arm: number): string =>
  `M${two(x - arm)} ${two(y - arm)}l${two(2 * arm)} ${two(2 * arm)}M${two(x + arm)} ${two(y - arm)}l${two(-2 * arm)} ${two(2 * arm)}`;

const two = (px: number): number => Math.round(px * 100) / 100;

/** Row by row, in the order of time. */
function barStops({ rows }: TimelineScene, { requests }: LoadLevel, words: SweepTools['words']): Stop[] {
  return rows.lanes.flatMap(({ y, bars }, group) =>
    bars.map(({ x, width, requests: own }) => ({
      x: x + width / 2,
      y: y + rows.barPx / 2,
      key: `request ${own[0] ?? 0}`,
      group,
      half: { x: Math.max(2, width / 2), y: rows.rowPx / 2 },
      lines: () =>
        requestLines(
          own.flatMap((index) => requests[index] ?? []),
          words,
        ),
    })),
  );
}

/** Nothing is left out silently. */
function rowsNote({ rows }: TimelineScene, { requests }: LoadLevel, { count }: SweepTools['words']) {
  if (rows.lanes.length === rows.of) return nothing;
  return html`<p class="muted">
    ${l10n.t('{0} of {1} rows are shown, those with failed and with the slowest requests among them; above, all {2} requests are counted.', count(rows.lanes.length), count(rows.of), count(requests.length))}
  </p>`;
}

function timelineLegend({ rows, window }: TimelineScene, { requests }: LoadLevel) {
  const bars = rows.lanes.flatMap((lane) => lane.bars);
  const phases = new Set<SpanPhase>(bars.flatMap(({ parts }) => parts.map(({ phase }) => phase)));
  const key = (kind: string) =>
    svg`<rect class="bars ${kind}" fill=${fillOf(kind)} y="2" width="14" height="10"></rect>`;
  const item = (isThere: boolean, shape: ReturnType<typeof svg>, text: string) =>
    isThere ? { ink: shape, text } : null;
  return legend([
    ...SPAN_PHASES.map((phase) =>
      item(phases.has(phase), key(phaseClass(phase, phase === 'queue' || phase === 'prefill')), PHASE_TITLES[phase]),
    ),
    item(
      bars.some((bar) => bar.requests.length > 1),
      key('several'),
      l10n.t('several, too short to be told apart'),
    ),
    item(
      requests.some(({ status }) => status === 'failed'),
      svg`<path class="failed-mark" d=${crossPath(7, 7, 3.5)}></path>`,
      l10n.t('failed'),
    ),
    item(
      requests.some(({ part }) => part !== 'measured'),
      key(`${phaseClass('decode', false)} faded`),
      l10n.t('warm-up and cool-down: not in the figures'),
    ),
    item(
      window !== null,
      svg`<rect class="window" width="14" height="14"></rect><path class="window-ends" d="M1 0v14M13 0v14"></path>`,
      l10n.t('what is measured'),
    ),
  ]);
}
