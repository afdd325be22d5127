import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { CapName } from '../../../src/core/sweep/sweepWords';
import { translated } from '../../../src/core/translated';
import { holdsTogether } from '../../../src/messages/sweepForm';
import type { SweepDraft, SweepOutlook } from '../../../src/messages/sweepTabMessages';
import type { Words } from '../words';
import type { SweepDeeds } from './deeds';

/** The most that the sweep will use; what is not known is said, never counted as nothing. */
export function sweepOutlook({ form, outlook }: SweepDraft, { words }: SweepDeeds) {
  if (form.target === null || !holdsTogether(form))
    return html`<p class="outlook muted">
      ${l10n.t('Choose a target and numbers to see what this will use at most.')}
    </p>`;
  if (outlook === null)
    return html`<p class="outlook muted" aria-busy="true">${l10n.t('Working out what this will use at most…')}</p>`;
  const { requests, tokens, mostMs, cap } = outlook;
  return html`<dl class="outlook" aria-label=${l10n.t('The most that it will use')}>
      <div>
        <dt>${l10n.t('Requests')}</dt>
        <dd>
          <strong>${l10n.t('at most {0}', words.count(requests))}</strong
          ><small>${l10n.t('and those that the server asks to send again later')}</small>
        </dd>
      </div>
      <div>
        <dt>${l10n.t('Tokens')}</dt>
        <dd>
          <strong>${l10n.t('at most about {0}', words.count(tokens))}</strong
          ><small>${l10n.t('if every answer is as long as it may get')}</small>
        </dd>
      </div>
      <div>
        <dt>${l10n.t('Cost')}</dt>
        <dd>${costText(outlook, words)}</dd>
      </div>
      <div>
        <dt>${l10n.t('Time')}</dt>
        <dd>
          ${
            mostMs === null
              ? l10n.t('unknown until each length has been measured once')
              : l10n.t('at most about {0}', words.duration(mostMs))
          }
        </dd>
      </div>
    </dl>
    ${cap === null ? nothing : html`<p class="cap-note">${capText(cap, outlook)}</p>`}`;
}

function costText({ usd, costReason }: SweepOutlook, { format }: Words) {
  if (usd === 0) return l10n.t('nothing: it runs on this machine');
  if (usd !== null) return html`<strong>${l10n.t('at most about {0}', format.usd(usd))}</strong>`;
  return html`${l10n.t('unknown')}${costReason === null ? nothing : html`<small>${translated(costReason)}</small>`}`;
}

const capText = (cap: CapName, { usd }: SweepOutlook): string =>
  cap === 'usd' && usd === null
    ? l10n.t(
        'There is a cap on money, but no price is known, so nothing could be sent. Set a price for this target, or take the cap away.',
      )
    : {
        requests: l10n.t('The cap on requests will end it before all of it is measured.'),
        tokens: l10n.t('The cap on tokens may end it before all of it is measured.'),
        usd: l10n.t('The cap on money may end it before all of it is measured.'),
      }[cap];
