import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ShownSeries } from '../../../src/messages/compareTabMessages';
import type { CompareModel } from '../../state/compareModel';
import { compareRows } from '../../state/compareRows';
import { sentence } from '../sentence';
import { boxChart } from './boxChart';
import { cautions } from './cautions';
import { compareHeader } from './compareHeader';
import { compareSentence } from './compareSentence';
import { numbersTable } from './numbersTable';
import { outputs } from './outputs';
import type { CompareTools } from './parts';
import { planForm } from './planForm';
import { raceChart } from './raceChart';
import { resultTable } from './resultTable';
import { scatterChart } from './scatterChart';
import { seriesState } from './seriesState';

const TWO_COLUMNS_PX = 820;
const COLUMN_GAP_PX = 32;

/** The Compare tab: the plan, or what came of it. */
export function comparePage(model: CompareModel, tools: CompareTools): TemplateResult | typeof nothing {
  const { draft, series, isPlanning } = model;
  if (draft === null) return nothing;
  // Someone else's wish to plan does not take a running series from the screen.
  if (series === null || (isPlanning && series.phase === 'ended')) return planForm(draft, model, tools);
  return results(series, model, tools);
}

function results(series: ShownSeries, model: CompareModel, tools: CompareTools) {
  const views = compareRows(model);
  const hasAnswers = views.some(({ used }) => used.length > 0);
  const isTwo = tools.width >= TWO_COLUMNS_PX;
  const half = isTwo ? Math.floor((tools.width - COLUMN_GAP_PX) / 2) : tools.width;
  return html`
    <h1 class="visually-hidden">${l10n.t('Comparison of models')}</h1>
    ${compareHeader(series, tools)}
    ${model.draft?.problem ? html`<p class="problem" role="alert">${model.draft.problem}</p>` : nothing}
    ${hasAnswers || series.phase === 'ended' ? sentence(compareSentence(views, tools)) : nothing}
    ${seriesState(series, tools)}
    ${
      hasAnswers
        ? html`${resultTable(views, model, tools)}
            <div class="chart-columns">${raceChart(views, model, half, tools)} ${scatterChart(views, half, tools)}</div>
            ${boxChart(views, model, tools)} ${outputs(views, model, tools)}`
        : nothing
    }
    ${cautions(views, tools)} ${hasAnswers ? numbersTable(views, tools) : nothing}
  `;
}
