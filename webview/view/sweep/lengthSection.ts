import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { translated } from '../../../src/core/translated';
import type { LengthPart } from '../../../src/core/sweep/lengthReport';
import { curveChart } from './curveChart';
import { lengthTable } from './lengthTable';
import type { AxisKind, SweepTools } from './parts';

const TWO_COLUMNS_PX = 820;
const COLUMN_GAP_PX = 32;

/** Everything over the length of the prompt: both curves side by side where there is room, then the numbers. */
export function lengthSection(part: LengthPart, asked: AskedLength | null, tools: SweepTools) {
  const isTwo = tools.width >= TWO_COLUMNS_PX;
  const width = isTwo ? Math.floor((tools.width - COLUMN_GAP_PX) / 2) : tools.width;
  return html`
    <div class="chart-tools">${axisChoice(tools)}</div>
    <div class="chart-columns">
      ${curveChart(part, 'ttftMs', { width, asked: asked && asked.inputTokens }, tools)}
      ${curveChart(part, 'tpotMs', { width, asked: asked && asked.inputTokens + asked.outputTokens / 2 }, tools)}
    </div>
    ${failureNote(part, tools)} ${cacheNote(part, tools)} ${part.runs.length > 0 ? lengthTable(part, tools) : nothing}
  `;
}

export interface AskedLength {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const AXES: Readonly<Record<AxisKind, string>> = {
  linear: l10n.t('Linear'),
  logarithmic: l10n.t('Logarithmic'),
};

const axisChoice = ({ choices, choose }: SweepTools) => html`
  <div class="choice" role="group" aria-label=${l10n.t('Axes of the curves')}>
    ${(['linear', 'logarithmic'] as const).map(
      (axis) =>
        html`<button type="button" aria-pressed=${axis === choices.axis} @click=${() => choose({ axis })}>
          ${AXES[axis]}
        </button>`,
    )}
  </div>
`;

/** How many runs are missing, and what the last of them came to grief at. */
function failureNote({ runs }: LengthPart, { words }: SweepTools) {
  const failed = runs.filter(({ run }) => run.outcome.status === 'failed');
  const why = failed.at(-1)?.run.outcome.error?.message;
  if (failed.length === 0 || why === undefined) return nothing;
  return html`<p class="problem">
    ${l10n.t('{0} of {1} runs failed, the last with:', words.count(failed.length), words.count(runs.length))}
    <bdi>${translated(why)}</bdi>
  </p>`;
}

const LEAST_SHARE = 0.05;

/** Where the point is to have no cache in it, a cache is worth a word. */
function cacheNote({ points, plan }: LengthPart, { words }: SweepTools) {
  const most = points.reduce(
    (share, { cachedTokens, inputTokens }) => Math.max(share, (cachedTokens ?? 0) / (inputTokens ?? Infinity)),
    0,
  );
  if (plan.cache === 'warm')
    return html`<p class="muted">
      ${l10n.t('Warm cache: each prompt had been sent before, so its prefill is not in these times.')}
    </p>`;
  if (most < LEAST_SHARE) return nothing;
  return html`<p class="problem">
    ${l10n.t('Up to {0} of a prompt came from a prompt cache, although every prompt was new: these are warm numbers.', words.format.percent(most))}
  </p>`;
}
