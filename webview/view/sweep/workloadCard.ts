import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import { EM_DASH } from '../../../src/core/format';
import type { AskedCard } from '../../../src/core/sweep/askedCard';
import type { AnsweredClaim, Prediction } from '../../../src/core/sweep/cardReport';
import { translated } from '../../../src/core/translated';
import { predictionBar } from '../../layout/sweep/predictionBar';
import { CARD_TITLES, cardValue, claimText } from './cardWords';
import { claimForm } from './claimForm';
import type { SweepTools } from './parts';
import { workloadForm } from './workloadForm';
import { between } from '../between';

/** What the user's own load would see: asked above, answered below, each answer with how sure it is and what it comes from. */
export const workloadCard = (card: AskedCard, tools: SweepTools) => html`
  <section class="workload" aria-labelledby="workload-title">
    <h2 id="workload-title">${l10n.t('Your workload')}</h2>
    ${workloadForm(card.workload, tools)}
    ${
      card.isOfOne
        ? html`<p class="muted">
            ${l10n.t('The two sweeps are of different targets, so this is computed from the later one alone.')}
          </p>`
        : nothing
    }
    <dl class="predictions">
      ${card.predictions.map((each) =>
        prediction(
          each,
          card.claims.filter(({ metric }) => metric === each.metric),
          tools,
        ),
      )}
    </dl>
    ${claimForm(card, tools)}
  </section>
`;

function prediction(found: Prediction, claims: readonly AnsweredClaim[], tools: SweepTools) {
  const { metric, value, ci95, runInterval, extrapolates, basis } = found;
  const text = (each: number): string => cardValue(metric, each, tools.words);
  if (value === null)
    return html`<div class="prediction withheld">
      <dt>${CARD_TITLES[metric]}</dt>
      <dd><strong>${EM_DASH}</strong><span class="muted">${translated(basis)}</span></dd>
    </div>`;
  const isExact = ci95 !== null && ci95[0] === ci95[1];
  return html`<div class="prediction">
    <dt>${CARD_TITLES[metric]}</dt>
    <dd>
      <strong>${text(value)}</strong>
      ${isExact ? nothing : bar(found, claims, tools)}
      ${ci95 && !isExact ? html`<span class="muted">${l10n.t('95% interval {0}', between(ci95, text))}</span>` : nothing}
      ${runInterval ? html`<span class="muted">${l10n.t('single requests {0}', between(runInterval, text))}</span>` : nothing}
      ${extrapolates ? html`<span class="beyond-note">${l10n.t('An extrapolation: beyond what was measured.')}</span>` : nothing}
      <span class="muted basis">${translated(basis)}</span>
    </dd>
  </div>`;
}

const BAR_HEIGHT = 22;
/** As the style sheet has them. */
const [THREE_FROM_PX, GAP_PX, PADDING_PX] = [640, 10, 26];

const barWidth = (width: number): number => {
  const columns = width >= THREE_FROM_PX ? 3 : 2;
  return Math.max(40, Math.floor((width - (columns - 1) * GAP_PX) / columns) - PADDING_PX);
};

/** Thick: the interval; thin: single requests; ringed: the typical value; upright: what is claimed. */
function bar(found: Prediction, claims: readonly AnsweredClaim[], { words, width }: SweepTools) {
  const px = barWidth(width);
  const scene = predictionBar(
    found,
    claims.map(({ value }) => value),
    px,
  );
  if (!scene) return nothing;
  const y = 12;
  return html`<svg class="prediction-bar" width=${px} height=${BAR_HEIGHT} aria-hidden="true">
    <line class="axis" x1="0" x2=${px} y1=${y} y2=${y}></line>
    ${scene.run ? svg`<line class="whisker" x1=${scene.run[0]} x2=${scene.run[1]} y1=${y} y2=${y}></line>` : nothing}
    ${scene.interval ? svg`<rect class="interval" x=${scene.interval.x} y=${y - 4} width=${scene.interval.width} height="8"></rect>` : nothing}
    <circle class="median" cx=${scene.valueX} cy=${y} r="5"></circle>
    ${scene.claims.map((x, index) => {
      const claim = claims[index];
      return claim
        ? svg`<g class="claim-tick ${claim.verdict}"><line x1=${x} x2=${x} y1="1" y2=${BAR_HEIGHT - 1}></line><title>${claimText(claim, words)}</title></g>`
        : nothing;
    })}
  </svg>`;
}
