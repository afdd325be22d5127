import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import { targetMark } from '../../draw/targetMark';
import { runDots } from '../../layout/compare/runDots';
import type { CompareRun, ShownSeries } from '../../../src/messages/compareTabMessages';
import { markOf } from './mark';
import type { CompareTools } from './parts';

const NAME_PX = 180;
const COUNT_PX = 120;
const ROW_PX = 14;

/** How far each target is: one dot for each of its runs, which fills when the run is over. */
export function progress(series: ShownSeries, tools: CompareTools) {
  const width = Math.max(60, tools.width < 560 ? tools.width - 8 : tools.width - NAME_PX - COUNT_PX - 24);
  return html`<ul class="progress" aria-label=${l10n.t('Progress of each target')}>
    ${series.rows.map((row, target) => progressRow(series, { target, name: row.target.name, gaveUp: row.gaveUp, width }, tools))}
  </ul>`;
}

interface Place {
  readonly target: number;
  readonly name: string;
  readonly gaveUp: boolean;
  readonly width: number;
}

function progressRow(series: ShownSeries, { target, name, gaveUp, width }: Place, { words }: CompareTools) {
  const { runs, warmups } = series.plan;
  const mine = series.runs.filter((run) => run.target === target);
  const current = series.current?.target === target ? series.current : null;
  const measured = mine.filter(({ isWarmup }) => !isWarmup);
  const failed = measured.filter(({ status }) => status === 'failed').length;
  const far = l10n.t('{0} of {1}', words.count(measured.length), words.count(runs));
  const state = [
    far,
    failed > 0 ? l10n.t('{0} failed', words.count(failed)) : null,
    gaveUp ? l10n.t('given up') : null,
  ];
  const now = current?.tokens ? l10n.t('{0} so far', words.tokens(current.tokens)) : null;
  return html`<li class="hue-${targetMark(target).hue}">
    <span class="progress-name">${markOf(target)}<bdi title=${name}>${name}</bdi></span>
    ${dots(slots(mine, current, warmups, warmups + runs), width)}
    <span class="progress-count">${[...state, now].filter((part) => part !== null).join(' · ')}</span>
  </li>`;
}

type Slot = 'done' | 'warmup' | 'failed' | 'stopped' | 'now' | 'open';

function slots(
  mine: readonly CompareRun[],
  current: ShownSeries['current'],
  warmups: number,
  count: number,
): readonly Slot[] {
  const filled = new Array<Slot>(count).fill('open');
  const place = (isWarmup: boolean, round: number): number => (isWarmup ? round : warmups + round);
  for (const { isWarmup, round, status } of mine)
    filled[place(isWarmup, round)] =
      status === 'failed' ? 'failed' : status === 'cancelled' ? 'stopped' : isWarmup ? 'warmup' : 'done';
  if (current) filled[place(current.isWarmup, current.round)] = 'now';
  return filled;
}

function dots(filled: readonly Slot[], width: number) {
  const layout = runDots(filled.length, width);
  if (!layout) return bar(filled);
  const y = ROW_PX / 2;
  return html`<svg class="dots" width=${layout.width} height=${ROW_PX} aria-hidden="true">
    ${layout.dots.map(({ x, slot }) => {
      const state = filled[slot] ?? 'open';
      const r = layout.radius;
      if (state === 'failed')
        return svg`<path class="dot failed" d="M${x - r + 1} ${y - r + 1}l${2 * r - 2} ${2 * r - 2}m0 ${2 - 2 * r}l${2 - 2 * r} ${2 * r - 2}"></path>`;
      return svg`<circle class="dot ${state}" cx=${x} cy=${y} r=${r}></circle>`;
    })}
  </svg>`;
}

/** Too many runs for dots: the same as a bar. */
function bar(filled: readonly Slot[]) {
  const done = filled.filter((slot) => slot !== 'open' && slot !== 'now').length;
  return html`<progress class="bar" max=${filled.length} value=${done} aria-hidden="true"></progress>${nothing}`;
}
