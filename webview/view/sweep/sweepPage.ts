import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { SweepModel } from '../../state/sweep/sweepModel';
import type { SweepDeeds } from './deeds';
import type { SweepTools } from './parts';
import { sweepEndings } from './sweepEndings';
import { sweepForm } from './sweepForm';
import { sweepHeader } from './sweepHeader';
import { sweepProgress } from './sweepProgress';
import { sweepResults } from './sweepResults';

/** The Sweep tab: the form, or what came of it. */
export function sweepPage(model: SweepModel, deeds: SweepDeeds, tools: SweepTools): TemplateResult | typeof nothing {
  const { draft, reports, now, isPlanning } = model;
  if (draft === null) return nothing;
  const hasReports = reports.length !== null || reports.load !== null;
  if (now === null && (isPlanning || !hasReports)) return sweepForm(draft, model, deeds);
  return html`
    <h1 class="visually-hidden">${l10n.t('Sweep over prompt length and load')}</h1>
    ${sweepHeader(model, deeds)}
    ${draft.problem === null ? nothing : html`<p class="problem" role="alert"><bdi>${draft.problem}</bdi></p>`}
    ${now === null ? nothing : sweepProgress(now, reports, deeds)} ${sweepEndings(reports, deeds)}
    ${sweepResults(reports, tools)}
  `;
}
