import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunReport } from '../../src/core/runReport';
import { hasFindings, isAnswered, type PanelModel, type ShownRun } from '../state/panelModel';
import { cards } from './cards';
import { costSection, type PriceDeeds } from './costSection';
import { emptyPanel } from './emptyPanel';
import { environmentLine } from './environmentLine';
import { findingsSection } from './findings';
import { header } from './header';
import { liveCards } from './liveCards';
import { liveRows } from './liveRows';
import { liveSentence } from './liveSentence';
import { reportRows } from './metricRows';
import { numbers } from './numbers';
import { outcome } from './outcome';
import { reportCards } from './reportCards';
import type { ExportDeeds } from './runExports';
import { sentence } from './sentence';
import { serverTimes } from './serverTimes';
import { tokensSection } from './tokens';
import type { Words } from './words';

/** What the page needs beside the model. */
export interface PageParts extends ExportDeeds {
  readonly words: Words;
  /** `null` without a run. */
  readonly price: PriceDeeds | null;
  readonly timeline: HTMLElement;
  readonly gaps: HTMLElement;
  readonly nowMs: number;
}

/** The whole panel, from the answer to the evidence. */
export function page(model: PanelModel, parts: PageParts): TemplateResult | typeof nothing {
  if (!model.hydrated) return nothing;
  const { run } = model;
  if (run === null) return emptyPanel(model.targetName, parts.wish);
  return html`
    <h1 class="visually-hidden">${l10n.t('Prompt Profiler: run')}</h1>
    ${header(run, parts)} ${run.report === null ? running(run, parts) : finished(run, run.report, parts)}
  `;
}

const running = (run: ShownRun, { words, timeline, gaps, nowMs }: PageParts) => html`
  <div class="running">${sentence(liveSentence(run, words, nowMs))}</div>
  ${cards(liveCards(run, words, nowMs))} ${timeline}
  <div class="columns live">
    ${numbers(liveRows(run, words))}
    <div>
      <section class="tokens" aria-labelledby="tokens-title">
        <h2 id="tokens-title">${l10n.t('Tokens')}</h2>
        <div class="token-bar waiting" aria-hidden="true"></div>
        <p class="muted">${l10n.t('Totals are known when the run is over.')}</p>
      </section>
      ${gaps}
    </div>
  </div>
`;

function finished(run: ShownRun, report: RunReport, { words, wish, price, timeline, gaps }: PageParts) {
  const answered = isAnswered(run);
  return html`
    ${outcome(report, words, wish)} ${answered ? cards(reportCards(report, words)) : nothing}
    ${report.phases.length > 0 ? timeline : nothing}
    <div class="columns">
      <div>${numbers(reportRows(report, words))} ${hasFindings(run) ? findingsSection(report, words) : nothing}</div>
      ${
        answered
          ? html`<div>
              ${tokensSection(report, words)} ${price && costSection(report, words, price)}
              ${serverTimes(report, words)} ${gaps} ${run.series.length > 1 ? heatButton(wish) : nothing}
            </div>`
          : nothing
      }
    </div>
    ${environmentLine(report, words)}
  `;
}

const heatButton = (wish: PageParts['wish']) => html`
  <p class="heat-deed">
    <button type="button" class="link" @click=${() => wish('toggleTokenHeat')}>
      ${l10n.t('Shade the answer in the editor by these gaps (on and off)')}
    </button>
  </p>
`;
