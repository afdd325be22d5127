import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { translated } from '../../../src/core/translated';
import type { SweepReports, SweepWish } from '../../../src/messages/sweepTabMessages';
import { amountsText } from './amounts';
import type { SweepDeeds } from './deeds';

/** How each sweep ended and what it used, with what to do where it did not come to its end. */
export const sweepEndings = ({ length, load }: SweepReports, deeds: SweepDeeds) => html`
  ${length && length.ending !== 'running' ? endingLine(l10n.t('Over length'), length, 'deleteLength', deeds) : nothing}
  ${load && load.ending !== 'running' ? endingLine(l10n.t('Under load'), load, 'deleteLoad', deeds) : nothing}
`;

function endingLine(title: string, report: SweepReport, ends: SweepWish, { words, wish }: SweepDeeds) {
  const { ending, spent, startedAt } = report;
  const used = spent.atLeast
    ? l10n.t('At least {0} were used.', amountsText(spent, words))
    : l10n.t('{0} were used.', amountsText(spent, words));
  const next = nextOf(report);
  const text = [translated(report.endingSentence), next, used].filter((part) => part !== null).join(' ');
  const when = new Date(startedAt).toLocaleString(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const remove = html`<button
    type="button"
    class="link"
    aria-label=${l10n.t('Delete the sweep "{0}"', title)}
    @click=${() => wish(ends)}
  >
    ${l10n.t('Delete…')}
  </button>`;
  return ending === 'failing'
    ? html`<p class="problem" role="alert"><strong>${title}</strong> <bdi>${text}</bdi> ${remove}</p>`
    : html`<p class="ending">
        <strong>${title}</strong> <bdi>${text}</bdi> <time datetime=${startedAt}>${when}</time> ${remove}
      </p>`;
}

/** What to do about an end that nobody wished for. */
function nextOf({ ending, reachedCap, price }: SweepReport): string | null {
  if (ending === 'capped' && !(reachedCap === 'usd' && price === null))
    return l10n.t('To measure the rest, raise the cap and sweep again.');
  return ending === 'stopped' ? l10n.t('To measure the rest, sweep again.') : null;
}
