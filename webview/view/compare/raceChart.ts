import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import type { RunDetails } from '../../../src/messages/compareTabMessages';
import type { RaceCurve } from '../../../src/core/raceCurve';
import { markPath, targetMark } from '../../draw/targetMark';
import { raceScene, tokensAt, type RaceScene } from '../../layout/compare/raceScene';
import type { CompareModel } from '../../state/compareModel';
import type { TargetView } from '../../state/compareRows';
import { chartHead } from './chartHead';
import { chartTexts } from './chartTexts';
import { markOf } from './mark';
import type { CompareTools } from './parts';

interface Racer {
  readonly view: TargetView;
  readonly curve: RaceCurve;
}

const SCRUB_STEPS = 200;

/** The median run of each target: how much of its output had come at which moment. */
export function raceChart(views: readonly TargetView[], model: CompareModel, width: number, tools: CompareTools) {
  const racers = racersOf(views, model.details);
  const scene = raceScene(racers, width, tools.readingTokensPerSecond);
  if (!scene) return nothing;
  const atMs = Math.min(model.scrubMs ?? scene.endMs, scene.endMs);
  return html`<section class="chart-section race" aria-labelledby="race-title">
    ${chartHead('race', chartTexts().race, tools)} ${picture(scene, racers, atMs, tools)}
    ${scrubber(scene, atMs, tools)} ${standings(racers, atMs, tools)}
    ${
      racers.some(({ curve }) => curve.spread)
        ? html`<p class="muted">
            ${l10n.t('Where a server tells only the total, its tokens are spread over the chunks by their characters.')}
          </p>`
        : nothing
    }
  </section>`;
}

const racersOf = (views: readonly TargetView[], details: ReadonlyMap<string, RunDetails>): Racer[] =>
  views.flatMap((view) => {
    const curve = view.row.medianRun === null ? null : (details.get(view.row.medianRun)?.curve ?? null);
    return curve ? [{ view, curve }] : [];
  });

function picture(scene: RaceScene, racers: readonly Racer[], atMs: number, { words, width }: CompareTools) {
  const { plot, time, tokens, reading, height } = scene;
  const bottom = plot.y + plot.height;
  const label = racers
    .map(({ view, curve }) =>
      l10n.t(
        '{0}: {1} after {2}',
        view.row.target.name,
        words.tokens(Math.round(curve.tokens.at(-1) ?? 0)),
        words.duration(curve.atMs.at(-1) ?? 0),
      ),
    )
    .join('; ');
  return html`<svg
    class="chart-svg"
    width=${Math.min(width, plot.x + plot.width + 10)}
    height=${height}
    role="img"
    aria-label=${label}
    data-chart="race"
  >
    <text class="axis-label" x="0" y="12">${chartTexts().tokensAxis}</text>
    <text class="axis-label" x=${plot.x + plot.width} y="12" text-anchor="end">${chartTexts().timeAxis}</text>
    ${time.ticks.map(
      ({ atMs: at, x }) => svg`
        <line class="grid" x1=${plot.x + x} x2=${plot.x + x} y1=${plot.y} y2=${bottom}></line>
        <text class="axis-label" x=${plot.x + x} y=${bottom + 16} text-anchor=${x < 20 ? 'start' : x > plot.width - 20 ? 'end' : 'middle'}>${words.axisTime(at, time.stepMs)}</text>`,
    )}
    ${tokens.map(({ value, y }) => svg`<text class="axis-label" x=${plot.x - 8} y=${y + 4} text-anchor="end">${words.count(value)}</text>`)}
    ${reading ? svg`<line class="reading" x1=${plot.x} y1=${bottom} x2=${reading.x2} y2=${reading.y2}></line>` : nothing}
    ${scene.lines.map(({ points, end }, index) => {
      const { hue, dashes, shape } = targetMark(racers[index]?.view.index ?? 0);
      return svg`<polyline class="race-line hue-${hue}" points=${points.map(({ x, y }) => `${x},${y}`).join(' ')} stroke-dasharray=${dashes.join(' ')}></polyline>
        <path class="race-end hue-${hue}" d=${markPath(shape, end.x, end.y, 4.5)}></path>`;
    })}
    ${reading ? svg`<text class="axis-label halo" x=${reading.label.x} y=${reading.label.y} text-anchor=${reading.label.anchor}>${chartTexts().readingSpeed}</text>` : nothing}
    ${atMs < scene.endMs ? svg`<line class="scrub" x1=${scene.x(atMs)} x2=${scene.x(atMs)} y1=${plot.y} y2=${bottom}></line>` : nothing}
  </svg>`;
}

const scrubber = (scene: RaceScene, atMs: number, { words, set }: CompareTools) => html`
  <input
    type="range"
    class="scrubber"
    min="0"
    max=${SCRUB_STEPS}
    .value=${String(Math.round((atMs / scene.endMs) * SCRUB_STEPS))}
    aria-label=${l10n.t('Moment of the race')}
    aria-valuetext=${words.duration(atMs)}
    @input=${(event: Event) => {
      const step = Number((event.target as HTMLInputElement).value);
      set({ scrubMs: step === SCRUB_STEPS ? null : (step / SCRUB_STEPS) * scene.endMs });
    }}
  />
`;

/** Who is where at that moment, the one ahead first. */
function standings(racers: readonly Racer[], atMs: number, { words }: CompareTools) {
  const at = racers
    .map(({ view, curve }) => ({ view, tokens: tokensAt(curve, atMs) }))
    .toSorted((a, b) => b.tokens - a.tokens);
  return html`<p class="standings">
    <span class="muted">${l10n.t('at {0}', words.duration(atMs))}</span>
    ${at.map(
      ({ view, tokens }) =>
        html`<span class="standing hue-${targetMark(view.index).hue}"
          >${markOf(view.index)}<bdi title=${view.row.target.name}>${view.row.target.name}</bdi>
          <strong>${words.tokens(Math.round(tokens))}</strong></span
        >`,
    )}
  </p>`;
}
