import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { CompareRun, RunDetails } from '../../../src/messages/compareTabMessages';
import type { CompareModel } from '../../state/compareModel';
import type { TargetView } from '../../state/compareRows';
import { wordDifferences, type Difference } from './wordDifferences';
import { markOf } from './mark';
import type { CompareTools } from './parts';
import { targetMark } from '../../draw/targetMark';

/** One side: a run of a target, with its text when it is there. */
interface Side {
  readonly view: TargetView;
  readonly run: CompareRun;
  readonly details: RunDetails | null;
}

/** The two runs on show: the chosen ones, else the median runs of the first two targets that have answered. */
export function outputSides(views: readonly TargetView[], { sides }: CompareModel): readonly [string, string] | null {
  const medians = views.flatMap(({ row }) => row.medianRun ?? []);
  const isThere = (runId: string | null): runId is string =>
    runId !== null && views.some(({ runs }) => runs.some((run) => run.runId === runId));
  const left = isThere(sides[0]) ? sides[0] : medians[0];
  const right = isThere(sides[1]) ? sides[1] : medians.find((runId) => runId !== left);
  return left === undefined || right === undefined ? null : [left, right];
}

/** Two answers side by side, with the words in which they differ. */
export function outputs(views: readonly TargetView[], model: CompareModel, tools: CompareTools) {
  const ids = outputSides(views, model);
  if (!ids) return nothing;
  const [left, right] = [sideOf(ids[0], views, model), sideOf(ids[1], views, model)];
  if (!left || !right) return nothing;
  const [before, after] = [left.details?.text ?? null, right.details?.text ?? null];
  const differences = before === null || after === null ? null : differencesOf(before, after);
  return html`<section class="outputs" aria-labelledby="outputs-title">
    <h2 id="outputs-title">${l10n.t('Outputs side by side')}</h2>
    <div class="output-pair">
      ${side(left, { views, differences, mine: 'left' }, model, tools)}
      ${side(right, { views, differences, mine: 'right' }, model, tools)}
    </div>
    ${
      before !== null && after !== null && differences === null
        ? html`<p class="muted">${l10n.t('The two texts have too little in common to mark their differences.')}</p>`
        : nothing
    }
    ${before !== null && before === after ? html`<p class="muted">${l10n.t('The two texts are equal.')}</p>` : nothing}
  </section>`;
}

/** Comparing takes a while, and the page is drawn often: the last answer is kept. */
let last: { before: string; after: string; found: readonly Difference[] | null } | null = null;
function differencesOf(before: string, after: string): readonly Difference[] | null {
  if (last?.before !== before || last.after !== after) last = { before, after, found: wordDifferences(before, after) };
  return last.found;
}

function sideOf(runId: string, views: readonly TargetView[], { details }: CompareModel): Side | null {
  for (const view of views) {
    const run = view.runs.find((each) => each.runId === runId);
    if (run) return { view, run, details: details.get(runId) ?? null };
  }
  return null;
}

interface SideTools {
  readonly views: readonly TargetView[];
  readonly differences: readonly Difference[] | null;
  readonly mine: 'left' | 'right';
}

function side(
  { view, run, details }: Side,
  { views, differences, mine }: SideTools,
  model: CompareModel,
  tools: CompareTools,
) {
  const choose = (runId: string): void => {
    const sides: [string | null, string | null] = [...(outputSides(views, model) ?? model.sides)];
    sides[mine === 'left' ? 0 : 1] = runId;
    tools.set({ sides });
  };
  return html`<div class="output hue-${targetMark(view.index).hue}">
    <div class="output-head">
      ${markOf(view.index)}
      <select
        aria-label=${mine === 'left' ? l10n.t('Target on the left') : l10n.t('Target on the right')}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${views.map((each) =>
          each.row.medianRun === null
            ? nothing
            : html`<option value=${each.row.medianRun} ?selected=${each === view}>${each.row.target.name}</option>`,
        )}
      </select>
      <select
        aria-label=${mine === 'left' ? l10n.t('Run on the left') : l10n.t('Run on the right')}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${view.runs
          .filter(({ status, isWarmup }) => status !== 'failed' && !isWarmup)
          .map(
            (each) =>
              html`<option value=${each.runId} ?selected=${each === run}>${runName(each, view, tools)}</option>`,
          )}
      </select>
      <button type="button" class="link" @click=${() => tools.showRun(run.runId)}>${l10n.t('Open run')}</button>
    </div>
    ${text(details, differences, mine)}
  </div>`;
}

function runName({ runId, round }: CompareRun, { row }: TargetView, { words }: CompareTools): string {
  const name = l10n.t('run {0}', words.count(round + 1));
  return runId === row.medianRun ? l10n.t('{0} (median)', name) : name;
}

/** Answers are text whatever they look like; nothing in them becomes part of the page. */
function text(details: RunDetails | null, differences: readonly Difference[] | null, mine: 'left' | 'right') {
  if (details === null) return html`<p class="muted">${l10n.t('Loading…')}</p>`;
  if (details.text === null) return html`<p class="muted">${l10n.t('The text of this run was not kept.')}</p>`;
  if (details.text === '') return html`<p class="muted">${l10n.t('The answer is empty.')}</p>`;
  const parts = differences?.filter(({ side: where }) => where === 'both' || where === mine);
  return html`<pre class="output-text" tabindex="0" dir="auto">
${
        parts
          ? parts.map(({ text: part, side: where }) => (where === 'both' ? part : html`<mark>${part}</mark>`))
          : details.text
      }</pre>
    ${details.isCut ? html`<p class="muted">${l10n.t('Only the beginning is shown and compared.')}</p>` : nothing}`;
}
