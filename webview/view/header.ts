import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { RunReport } from '../../src/core/runReport';
import { hasFindings, isRunning, type ShownRun } from '../state/panelModel';
import { exportMenu } from './exportMenu';
import type { Wish } from './host';
import { runExports, type ExportDeeds } from './runExports';

/** What is on show, where it came from and where it went, and what can be done with it. */
export function header(run: ShownRun, deeds: ExportDeeds) {
  const { wish } = deeds;
  const { promptSource, targetName, model, protocol } = run.header;
  return html`
    <header>
      <div class="subject">
        <button type="button" class="link" title=${promptSource} @click=${() => wish('openSource')}>
          <bdi dir="ltr">${promptSource}</bdi>
        </button>
        <span class="to">
          <span class="arrow" aria-label=${l10n.t('sent to')}>→</span>
          <strong title=${targetName}><bdi>${targetName}</bdi></strong>
        </span>
        <span class="model" title="${model} · ${protocol}"><bdi>${model}</bdi> · ${protocol}</span>
      </div>
      <div class="actions">
        ${run.report !== null && hasFindings(run) ? gradeBadge(run.report) : nothing}
        ${isRunning(run) ? runningActions(wish) : finishedActions(deeds)}
      </div>
    </header>
  `;
}

const runningActions = (wish: Wish) => html`
  <vscode-progress-ring aria-label=${l10n.t('Run under way')}></vscode-progress-ring>
  <vscode-button title=${l10n.t('Stop the run (Escape)')} @click=${() => wish('stop')}>${l10n.t('Stop')}</vscode-button>
`;

const finishedActions = (deeds: ExportDeeds) => html`
  <vscode-button @click=${() => deeds.wish('runAgain')}>${l10n.t('Run again')}</vscode-button>
  <vscode-button appearance="secondary" @click=${() => deeds.wish('compare')}>${l10n.t('Compare…')}</vscode-button>
  ${exportMenu('run', runExports(deeds))}
`;

const GRADES: Readonly<Record<RunReport['quality']['grade'], string>> = {
  A: l10n.t('Quality of this measurement: A. There is nothing to say against it.'),
  B: l10n.t('Quality of this measurement: B. Read the numbers with the findings in mind.'),
  C: l10n.t('Quality of this measurement: C. At least one main number is withheld.'),
};

const gradeBadge = ({ quality: { grade } }: RunReport) => html`
  <a class="grade grade-${grade}" href="#findings" title=${GRADES[grade]} aria-label=${GRADES[grade]}>${grade}</a>
`;
