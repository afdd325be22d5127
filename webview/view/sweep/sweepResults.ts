import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { askedCard } from '../../../src/core/sweep/askedCard';
import type { LengthPart } from '../../../src/core/sweep/lengthReport';
import type { LoadPart } from '../../../src/core/sweep/loadReport';
import type { VerdictPart } from '../../../src/core/verdict';
import { sentence } from '../sentence';
import { lengthSection } from './lengthSection';
import { loadSection } from './loadSection';
import type { SweepReports } from '../../../src/messages/sweepTabMessages';
import type { SweepTools } from './parts';
import { lengthSentence, loadSentence } from './sweepSentence';
import { workloadCard } from './workloadCard';

/** All that the latest sweeps say, from the answer to the evidence. Partial reports are shown as far as they go. */
export function sweepResults(reports: SweepReports, tools: SweepTools): TemplateResult {
  const [length, load] = [reports.length?.length ?? null, reports.load?.load ?? null];
  if (!length && !load) return html`<div class="sweep-results"></div>`;
  const card = askedCard(reports, tools.choices);
  return html`<div class="sweep-results">
    ${said(length, load, tools)} ${hasFigures(length, load) ? workloadCard(card, tools) : nothing}
    ${length ? group(l10n.t('Over the length of the prompt'), load !== null, lengthSection(length, card.isAsked ? card.workload : null, tools)) : nothing}
    ${load ? group(l10n.t('Under load'), length !== null, loadSection(load, tools)) : nothing}
  </div>`;
}

const hasFigures = (length: LengthPart | null, load: LoadPart | null): boolean =>
  (length?.runs.length ?? 0) > 0 || (load?.levels.length ?? 0) > 0;

function said(length: LengthPart | null, load: LoadPart | null, { words }: SweepTools) {
  const sentences: VerdictPart[][] = [
    length ? lengthSentence(length, words) : [],
    load ? loadSentence(load, words) : [],
  ];
  return sentences.filter((parts) => parts.length > 0).map(sentence);
}

/** A title only where there are two parts to be told apart. */
const group = (title: string, isOneOfTwo: boolean, content: unknown) =>
  isOneOfTwo
    ? html`<div class="sweep-part">
        <p class="part-title">${title}</p>
        ${content}
      </div>`
    : html`<div class="sweep-part">${content}</div>`;
