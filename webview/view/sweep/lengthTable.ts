import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { EM_DASH } from '../../../src/core/format';
import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { LengthPart, LengthPoint } from '../../../src/core/sweep/lengthReport';
import type { Summary } from '../../../src/core/statistics/summarize';
import type { SweepTools } from './parts';
import { lengthSources } from './sourcesNote';
import { between } from '../between';

/** All lengths in numbers, which is also what the curves say to those who do not see them. */
export const lengthTable = (part: LengthPart, tools: SweepTools) => html`
  <section aria-labelledby="lengths-title">
    <h2 id="lengths-title">${l10n.t('Lengths in numbers')}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of all lengths')}>
      <table class="numbers-table">
        <thead>
          <tr>
            ${HEADS.map((title) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${part.points.map((point) => row(point, part, tools))}
        </tbody>
      </table>
    </div>
    ${
      part.points.some(({ ttftMs }) => ttftMs && !ttftMs.ci95)
        ? html`<p class="muted">${l10n.t('An interval needs at least 5 runs.')}</p>`
        : nothing
    }
    ${lengthSources(part)}
  </section>
`;

const HEADS: readonly string[] = [
  l10n.t('Tokens'),
  l10n.t('Runs'),
  l10n.t('Failed'),
  l10n.t('Median TTFT'),
  l10n.t('95% interval'),
  l10n.t('Curve'),
  l10n.t('Median TPOT'),
  l10n.t('95% interval'),
  l10n.t('Median E2E'),
  l10n.t('From a cache'),
];

function row(point: LengthPoint, { ttft }: LengthPart, { words }: SweepTools) {
  const { inputTokens, wantedTokens, n, failed, cachedTokens } = point;
  const exact = (summary: Summary | null): string => (summary ? words.exact(summary.median) : EM_DASH);
  const interval = (summary: Summary | null): string => (summary?.ci95 ? between(summary.ci95, words.exact) : EM_DASH);
  const tokens = inputTokens ?? wantedTokens;
  return html`<tr>
    <th scope="row">
      ${inputTokens === null ? l10n.t('about {0}', words.count(wantedTokens)) : words.count(Math.round(inputTokens))}
    </th>
    ${[
      words.count(n),
      words.count(failed),
      exact(point.ttftMs),
      interval(point.ttftMs),
      ttft ? words.exact(predictFrom(ttft, tokens).value) : EM_DASH,
      exact(point.tpotMs),
      interval(point.tpotMs),
      exact(point.e2eMs),
      cachedTokens === null ? EM_DASH : words.count(Math.round(cachedTokens)),
    ].map((cell) => html`<td>${cell}</td>`)}
  </tr>`;
}
