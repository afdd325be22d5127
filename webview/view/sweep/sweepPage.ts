import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { hasMeasured } from '../../../src/core/sweep/hasMeasured';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import type { SweepDraft, SweepReports } from '../../../src/messages/sweepTabMessages';
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
    ${sweepHeader(model, deeds)} ${isGone(draft) ? goneNote() : nothing}
    ${draft.problem === null ? nothing : html`<p class="problem" role="alert"><bdi>${draft.problem}</bdi></p>`}
    ${now === null ? nothing : sweepProgress(now, reports, deeds)} ${sweepEndings(reports, deeds)}
    ${results(reports, tools)}
  `;
}

const isGone = ({ targets, form }: SweepDraft): boolean =>
  targets.some(({ name, state }) => name === form.target && state === 'gone');

const goneNote = () =>
  html`<p class="ending muted">
    ${l10n.t('This target is no longer among your targets. Its sweeps are kept until you delete them.')}
  </p>`;

/** Empty charts would only hide what went wrong. */
function results({ length, load }: SweepReports, tools: SweepTools) {
  const shown = { length: measured(length), load: measured(load) };
  return shown.length === null && shown.load === null ? nothing : sweepResults(shown, tools);
}

const measured = (report: SweepReport | null): SweepReport | null => (report && hasMeasured(report) ? report : null);
