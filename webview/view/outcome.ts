import { html, nothing } from 'lit-html';
import type { RunReport } from '../../src/core/runReport';
import { verdict } from '../../src/core/verdict';
import type { ErrorKind } from '../../src/core/vocabulary';
import type { Wish } from './host';
import { sentence } from './sentence';
import type { Words } from './words';

const TITLES: Readonly<Record<ErrorKind, string>> = {
  cancelled: 'Stopped',
  timeout: 'No answer in time',
  stalled: 'The answer broke off',
  dns: 'Address not found',
  refused: 'No server answers there',
  tls: 'No secure connection',
  reset: 'The connection was cut',
  unauthorized: 'The key was not accepted',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'rate-limited': 'Too many requests',
  overloaded: 'The server is overloaded',
  'bad-request': 'The request was not understood',
  'server-error': 'The server failed',
  malformed: 'The answer cannot be read',
  'too-large': 'Too large',
  untrusted: 'Not trusted',
  'model-load': 'The model could not be loaded',
  crashed: 'The engine crashed',
  unsupported: 'Not supported',
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

/** What happened: a plain sentence, or a framed one with what can be done now when the run did not come to its end. */
export function outcome(report: RunReport, words: Words, wish: Wish) {
  const { error, status } = report.outcome;
  const what = sentence(verdict(report, words.locale));
  if (error === null || status === 'completed') return what;
  const stopped = status === 'cancelled';
  return html`
    <section class="outcome ${stopped ? 'stopped' : 'failed'}" role=${stopped ? 'status' : 'alert'}>
      <h2>
        ${TITLES[error.kind]}${error.httpStatus === null ? nothing : html` <span>HTTP ${error.httpStatus}</span>`}
      </h2>
      ${what} ${error.detail === null ? nothing : html`<blockquote><bdi>${error.detail}</bdi></blockquote>`}
      ${
        error.retryAfterMs === null
          ? nothing
          : html`<p>The server asks to wait ${words.duration(error.retryAfterMs)}.</p>`
      }
      ${
        OF_TARGET.includes(error.kind)
          ? html`<vscode-button appearance="secondary" @click=${() => wish('pickTarget')}
              >Choose another target</vscode-button
            >`
          : nothing
      }
    </section>
  `;
}
