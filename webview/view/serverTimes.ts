import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { EM_DASH } from '../../src/core/format';
import type { RunReport } from '../../src/core/runReport';
import { serverSpans, type ServerSpan } from '../layout/serverSpans';
import type { Words } from './words';

/** What the server reports beside what was measured here; what is left over went by outside of the server. */
export function serverTimes(report: RunReport, words: Words) {
  const spans = serverSpans(report);
  if (spans.length === 0) return nothing;
  return html`
    <section class="server-times" aria-labelledby="server-title">
      <h2 id="server-title">${l10n.t('Server and here')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${l10n.t('Span')}</span></th>
            <th scope="col">◆&nbsp;${l10n.t('reported')}</th>
            <th scope="col">●&nbsp;${l10n.t('measured')}</th>
            <th scope="col">${l10n.t('difference')}</th>
          </tr>
        </thead>
        <tbody>
          ${spans.map((span) => row(span, words))}
        </tbody>
      </table>
    </section>
  `;
}

const names = (): Readonly<Record<ServerSpan['name'], string>> => ({
  beforeFirst: l10n.t('Until the first token'),
  decode: l10n.t('Decoding'),
  whole: l10n.t('Whole request'),
});

const row = ({ name, saidMs, seenMs }: ServerSpan, { exact }: Words) => html`
  <tr>
    <th scope="row">${names()[name]}</th>
    <td class="value">${exact(saidMs)}</td>
    <td class="value">${seenMs === null ? EM_DASH : exact(seenMs)}</td>
    <td class="value">${seenMs === null ? EM_DASH : signed(seenMs - saidMs, exact)}</td>
  </tr>
`;

const signed = (ms: number, exact: (ms: number) => string): string => `${ms < 0 ? '−' : '+'}${exact(Math.abs(ms))}`;
