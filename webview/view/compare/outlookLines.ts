import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { SeriesOutlook } from '../../../src/core/estimateSeries';
import type { CompareDraft } from '../../../src/messages/compareTabMessages';
import type { CompareTools } from './parts';

/** What the whole experiment may cost and take; what is not known is said, never counted as nothing. */
export function outlookLines({ outlook, prompt, plan }: CompareDraft, { words }: CompareTools) {
  if (prompt === null || plan.targets.length === 0)
    return html`<p class="outlook muted">
      ${l10n.t('Choose a prompt and at least one target to see what this may cost and take.')}
    </p>`;
  if (outlook === null)
    return html`<p class="outlook muted" aria-busy="true">${l10n.t('Working out cost and time…')}</p>`;
  return html`<dl class="outlook">
    <div>
      <dt>${l10n.t('Requests')}</dt>
      <dd>${words.count(outlook.requests)}</dd>
    </div>
    <div>
      <dt>${l10n.t('Cost')}</dt>
      <dd>${costText(outlook, words)}${unknownCosts(outlook, words)}</dd>
    </div>
    <div>
      <dt>${l10n.t('Time')}</dt>
      <dd>${timeText(outlook, words)}${unknownTimes(outlook)}${ages(outlook, words)}</dd>
    </div>
  </dl>`;
}

/** All input at its full price and every answer as long as it may get. */
function costText({ mostUsd, withoutCost }: SeriesOutlook, { format }: CompareTools['words']) {
  if (mostUsd === null) return l10n.t('unknown');
  if (mostUsd === 0)
    return withoutCost.length === 0
      ? l10n.t('nothing: all of it runs on this machine')
      : l10n.t('nothing for what runs on this machine');
  return html`<strong>${l10n.t('at most about {0}', format.usd(mostUsd))}</strong>${
      withoutCost.length > 0 ? l10n.t(' for the targets with a price') : nothing
    }<small>${l10n.t('if every answer is as long as it may get and nothing is cached')}</small>`;
}

function unknownCosts({ withoutCost }: SeriesOutlook, { format }: CompareTools['words']) {
  if (withoutCost.length === 0) return nothing;
  // What is so of several is said once.
  const groups = Map.groupBy(withoutCost, ({ name, reason, likelyUsd }) => (likelyUsd === null ? reason : name));
  return html`<ul class="unknown">
    ${[...groups.values()].map(
      (alike) =>
        html`<li>
          <bdi>${alike.map(({ name }) => name).join(', ')}</bdi>: ${alike[0]?.reason}
          ${alike.map(({ likelyUsd }) => (likelyUsd === null ? nothing : l10n.t('About {0} if its answers are as long as before.', format.usd(likelyUsd))))}
        </li>`,
    )}
  </ul>`;
}

function timeText({ ms, withoutTime }: SeriesOutlook, { duration }: CompareTools['words']) {
  if (ms === null) return l10n.t('unknown: none of these targets has answered here before');
  const about = withoutTime.length > 0 ? l10n.t('at least {0}', duration(ms)) : l10n.t('about {0}', duration(ms));
  return html`<strong>${about}</strong><small>${l10n.t('by the median of earlier runs')}</small>`;
}

const unknownTimes = ({ ms, withoutTime }: SeriesOutlook) =>
  ms === null || withoutTime.length === 0
    ? nothing
    : html`<small>${l10n.t('Unknown for {0}.', withoutTime.join(', '))}</small>`;

/** Many names would bury the numbers that they belong to. */
const MOST_AGED = 4;

/** What is old may be no longer so. */
function ages({ aged }: SeriesOutlook, { ago, count }: CompareTools['words']) {
  if (aged.length === 0) return nothing;
  const named = aged.slice(0, MOST_AGED).map(({ name, ageMs }) => l10n.t('{0} ({1})', name, ago(ageMs)));
  const more = aged.length - named.length;
  const list = more > 0 ? [...named, l10n.t('{0} more', count(more))] : named;
  return html`<small class="aged"><bdi>${l10n.t('Last measured some time ago: {0}.', list.join(', '))}</bdi></small>`;
}
