import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { RunReport } from '../../src/core/runReport';
import { verdict } from '../../src/core/verdict';
import type { ErrorKind } from '../../src/core/vocabulary';
import type { Wish } from './host';
import { sentence } from './sentence';
import type { Words } from './words';

export const ERROR_TITLES: Readonly<Record<ErrorKind, string>> = {
  cancelled: l10n.t('Stopped'),
  timeout: l10n.t('No answer in time'),
  stalled: l10n.t('The answer broke off'),
  dns: l10n.t('Address not found'),
  refused: l10n.t('No server answers there'),
  tls: l10n.t('No secure connection'),
  reset: l10n.t('The connection was cut'),
  unauthorized: l10n.t('The key was not accepted'),
  forbidden: l10n.t('Not allowed'),
  'not-found': l10n.t('Not found'),
  'rate-limited': l10n.t('Too many requests'),
  overloaded: l10n.t('The server is overloaded'),
  'bad-request': l10n.t('The request was not understood'),
  'server-error': l10n.t('The server failed'),
  malformed: l10n.t('The answer cannot be read'),
  'too-large': l10n.t('Too large'),
  untrusted: l10n.t('Not trusted'),
  'model-load': l10n.t('The model could not be loaded'),
  crashed: l10n.t('The engine crashed'),
  unsupported: l10n.t('Not supported'),
};

/** Failures that another target or a change of this one can cure. */
const OF_TARGET: readonly ErrorKind[] = [
  'dns',
  'refused',
  'tls',
  'unauthorized',
  'forbidden',
  'not-found',
  'model-load',
  'untrusted',
  'unsupported',
];

/** Failures that another key can cure. */
const OF_KEY: readonly ErrorKind[] = ['unauthorized', 'forbidden'];

const way = (title: string, take: () => void) =>
  html`<vscode-button appearance="secondary" @click=${take}>${title}</vscode-button>`;

/** What happened: a plain sentence, or a framed one with what can be done now when the run did not come to its end. */
export function outcome(report: RunReport, words: Words, wish: Wish) {
  const { error, status } = report.outcome;
  const what = sentence(verdict(report, words.locale));
  if (error === null || status === 'completed') return what;
  const stopped = status === 'cancelled';
  return html`
    <section class="outcome ${stopped ? 'stopped' : 'failed'}" role=${stopped ? 'status' : 'alert'}>
      <h2>
        ${ERROR_TITLES[error.kind]}${error.httpStatus === null ? nothing : html` <span>HTTP ${error.httpStatus}</span>`}
      </h2>
      ${what} ${error.detail === null ? nothing : html`<blockquote><bdi>${error.detail}</bdi></blockquote>`}
      ${
        error.retryAfterMs === null
          ? nothing
          : html`<p>${l10n.t('The server asks to wait {0}.', words.duration(error.retryAfterMs))}</p>`
      }
      <div class="ways-out">
        ${OF_KEY.includes(error.kind) ? way(l10n.t('Set API key…'), () => wish('setKey')) : nothing}
        ${OF_TARGET.includes(error.kind) ? way(l10n.t('Choose another target'), () => wish('pickTarget')) : nothing}
      </div>
    </section>
  `;
}
