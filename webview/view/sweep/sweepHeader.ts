import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { SweepKind } from '../../../src/messages/sweepForm';
import type { SweepWish } from '../../../src/messages/sweepTabMessages';
import type { SweepModel } from '../../state/sweep/sweepModel';
import { closeOnEscape, closeOnLeave } from '../compare/compareHeader';
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

function endedActions({ reports }: SweepModel, { set, fill, wish }: SweepDeeds) {
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
    <details class="drop" @focusout=${closeOnLeave} @keydown=${closeOnEscape}>
      <summary>${l10n.t('Export')}</summary>
      <div class="drop-items">
        ${
          reports.length
            ? items(l10n.t('Over length'), wish, {
                copy: 'copyLength',
                markdown: 'exportLengthMarkdown',
                json: 'exportLengthJson',
                csv: 'exportLengthCsv',
              })
            : nothing
        }
        ${
          reports.load
            ? items(l10n.t('Under load'), wish, {
                copy: 'copyLoad',
                markdown: 'exportLoadMarkdown',
                json: 'exportLoadJson',
                csv: 'exportLoadCsv',
              })
            : nothing
        }
      </div>
    </details>
  `;
}

type Exports = Readonly<Record<'copy' | 'markdown' | 'json' | 'csv', SweepWish>>;

const items = (title: string, wish: SweepDeeds['wish'], { copy, markdown, json, csv }: Exports) =>
  html`<div role="group" aria-label=${title}>
    <small aria-hidden="true">${title}</small>
    <button type="button" @click=${() => wish(copy)}>${l10n.t('Copy as Markdown')}</button>
    <button type="button" @click=${() => wish(markdown)}>${l10n.t('Save as Markdown…')}</button>
    <button type="button" @click=${() => wish(json)}>${l10n.t('Save as JSON…')}</button>
    <button type="button" @click=${() => wish(csv)}>${l10n.t('Save requests as CSV…')}</button>
  </div>`;
