import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { hasMeasured } from '../../../src/core/sweep/hasMeasured';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import type { SweepKind } from '../../../src/messages/sweepForm';
import type { SweepModel } from '../../state/sweep/sweepModel';
import { exportMenu, type MenuItem } from '../exportMenu';
import type { SweepDeeds } from './deeds';

/** Whose sweeps these are, and what can be done now. */
export function sweepHeader(model: SweepModel, deeds: SweepDeeds) {
  const { reports, now, draft } = model;
  const shown = reports.length ?? reports.load;
  const name = now?.target ?? shown?.target.name ?? draft?.form.target ?? '';
  const place = [shown?.target.model, shown?.target.url].filter((part) => part).join(' · ');
  return html`<header>
    <div class="subject">
      <strong title=${name}><bdi>${name}</bdi></strong>
      ${place === '' ? nothing : html`<span class="model" title=${place}><bdi>${place}</bdi></span>`}
    </div>
    <div class="actions">${now === null ? endedActions(model, deeds) : runningActions(now.isStopping, deeds)}</div>
  </header>`;
}

const runningActions = (isStopping: boolean, { wish }: SweepDeeds) => html`
  <vscode-progress-ring aria-label=${l10n.t('Sweep under way')}></vscode-progress-ring>
  <vscode-button ?disabled=${isStopping} @click=${() => wish('stop')}>${l10n.t('Stop')}</vscode-button>
`;

function endedActions({ reports }: SweepModel, deeds: SweepDeeds) {
  const { set, fill } = deeds;
  const begin = (kind: SweepKind) => (): void => {
    fill({ kind });
    set({ isPlanning: true });
  };
  return html`
    <vscode-button appearance=${reports.length ? 'secondary' : 'primary'} @click=${begin('length')}
      >${reports.length ? l10n.t('Over length again…') : l10n.t('Over length…')}</vscode-button
    >
    <vscode-button appearance=${reports.load ? 'secondary' : 'primary'} @click=${begin('load')}
      >${reports.load ? l10n.t('Under load again…') : l10n.t('Under load…')}</vscode-button
    >
    ${exportMenu('sweep', [...(reports.length ? lengthExports(reports.length, deeds) : []), ...(reports.load ? loadExports(reports.load, deeds) : [])])}
  `;
}

const lengthExports = (report: SweepReport, { wish, saveCharts }: SweepDeeds): readonly MenuItem[] => [
  { label: l10n.t('Copy lengths as Markdown'), press: () => wish('copyLength') },
  { label: l10n.t('Save lengths as Markdown…'), press: () => wish('exportLengthMarkdown') },
  { label: l10n.t('Save lengths as JSON…'), press: () => wish('exportLengthJson') },
  { label: l10n.t('Save figures of lengths as CSV…'), press: () => wish('exportLengthFigures') },
  { label: l10n.t('Save runs of all lengths as CSV…'), press: () => wish('exportLengthCsv') },
  { label: l10n.t('Save lengths as HTML page…'), press: () => wish('exportLengthHtml') },
  ...(hasMeasured(report)
    ? [
        { label: l10n.t('Save charts of lengths as PNG…'), press: () => saveCharts('length', 'png') },
        { label: l10n.t('Save charts of lengths as SVG…'), press: () => saveCharts('length', 'svg') },
      ]
    : []),
];

const loadExports = (report: SweepReport, { wish, saveCharts }: SweepDeeds): readonly MenuItem[] => [
  { label: l10n.t('Copy levels as Markdown'), press: () => wish('copyLoad'), first: true },
  { label: l10n.t('Save levels as Markdown…'), press: () => wish('exportLoadMarkdown') },
  { label: l10n.t('Save levels as JSON…'), press: () => wish('exportLoadJson') },
  { label: l10n.t('Save figures of levels as CSV…'), press: () => wish('exportLoadFigures') },
  { label: l10n.t('Save requests of all levels as CSV…'), press: () => wish('exportLoadCsv') },
  { label: l10n.t('Save levels as HTML page…'), press: () => wish('exportLoadHtml') },
  ...(hasMeasured(report)
    ? [
        { label: l10n.t('Save charts of levels as PNG…'), press: () => saveCharts('load', 'png') },
        { label: l10n.t('Save charts of levels as SVG…'), press: () => saveCharts('load', 'svg') },
      ]
    : []),
];
