import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { Finding, RunReport } from '../../src/core/runReport';
import { translated } from '../../src/core/translated';
import { affectedNames } from './metricRows';
import { together } from './together';
import type { Words } from './words';

/** What has to be known to read the numbers rightly, each with the numbers that it touches. */
export const findingsSection = (report: RunReport, words: Words) => html`
  <section class="findings" id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">${l10n.t('Findings')}</h2>
    ${
      report.quality.findings.length === 0
        ? html`<p class="muted">${l10n.t('Nothing was found that speaks against these numbers.')}</p>`
        : html`<ul>
            ${report.quality.findings.map(finding)}
          </ul>`
    }
    ${attempts(report, words)} ${withoutFields(report)}
  </section>
`;

function finding({ message, affects }: Finding) {
  const [head, rest] = firstSentence(together(translated(message)));
  const names = affectedNames(affects);
  return html`
    <li>
      <p><strong>${head}</strong>${rest}</p>
      ${names.length === 0 ? nothing : html`<p class="effect">${l10n.t('Affects {0}', names.join(l10n.t({ message: ', ', comment: ['Between the items of a list'] })))}</p>`}
    </li>
  `;
}

/** A full stop inside of a number or a name is followed by no space; the Chinese one stands for nothing else. */
export function firstSentence(message: string): readonly [string, string] {
  const end = /。|\. /u.exec(message);
  return end === null ? [message, ''] : [message.slice(0, end.index + 1), message.slice(end.index + 1)];
}

function attemptWords(cause: RunReport['attempts'][number]['cause'], time: string, httpStatus: number | null): string {
  const status = httpStatus === null ? '' : `, HTTP ${httpStatus}`;
  return cause === 'retried'
    ? l10n.t('retried after {0}{1}:', time, status)
    : l10n.t('redirected after {0}{1}:', time, status);
}

function attempts({ attempts: all }: RunReport, words: Words) {
  if (all.length === 0) return nothing;
  return html`
    <ol class="attempts" aria-label=${l10n.t('Earlier requests of this run')}>
      ${all.map(
        ({ startMs, endMs, httpStatus, cause, detail }) => html`
          <li class="muted">
            ${attemptWords(cause, words.exact(endMs - startMs), httpStatus)}
            <bdi>${detail}</bdi>
          </li>
        `,
      )}
    </ol>
  `;
}

/** Also where the refusal was met by an earlier run, so that this one has no attempt to show. */
function withoutFields({ trace }: RunReport) {
  const names = trace?.conceded ?? [];
  if (names.length === 0) return nothing;
  const list = names.map((name) => `"${name}"`).join(', ');
  return html`<p class="muted">${l10n.t('Sent without {0}, as this server has refused it.', list)}</p>`;
}
