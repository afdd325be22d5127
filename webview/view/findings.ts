import { html, nothing } from 'lit-html';
import type { Finding, RunReport } from '../../src/core/runReport';
import { affectedNames } from './metricRows';
import type { Words } from './words';

/** What has to be known to read the numbers rightly, each with the numbers that it touches. */
export const findingsSection = (report: RunReport, words: Words) => html`
  <section class="findings" id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${
      report.quality.findings.length === 0
        ? html`<p class="muted">Nothing was found that speaks against these numbers.</p>`
        : html`<ul>
            ${report.quality.findings.map(finding)}
          </ul>`
    }
    ${attempts(report, words)}
  </section>
`;

function finding({ message, affects }: Finding) {
  const [head, rest] = firstSentence(message);
  const names = affectedNames(affects);
  return html`
    <li>
      <p><strong>${head}</strong>${rest}</p>
      ${names.length === 0 ? nothing : html`<p class="effect">Affects ${names.join(', ')}</p>`}
    </li>
  `;
}

/** A full stop inside of a number or a name is followed by no space. */
function firstSentence(message: string): readonly [string, string] {
  const end = message.indexOf('. ');
  return end < 0 ? [message, ''] : [message.slice(0, end + 1), message.slice(end + 1)];
}

function attempts({ attempts: all }: RunReport, words: Words) {
  if (all.length === 0) return nothing;
  return html`
    <ol class="attempts" aria-label="Earlier requests of this run">
      ${all.map(
        ({ startMs, endMs, httpStatus, cause, detail }) => html`
          <li class="muted">
            ${cause} after ${words.exact(endMs - startMs)}${httpStatus === null ? '' : `, HTTP ${httpStatus}`}:
            <bdi>${detail}</bdi>
          </li>
        `,
      )}
    </ol>
  `;
}
