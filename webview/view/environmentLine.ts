import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { RunReport } from '../../src/core/runReport';
import { cacheText } from './compare/compareWords';
import type { Words } from './words';

/** When and on what the run was measured, in one line at the foot. */
export function environmentLine(
  { startedAt, environment, target, parameters, connection, trace }: RunReport,
  words: Words,
) {
  const elsewhere = trace?.beside?.elsewhere ?? 0;
  const { extension, host, node, os, remote, loopDelayP99Ms } = environment;
  const parts = [
    dateText(startedAt, words.locale),
    target.url,
    wayOf(connection),
    cacheText(parameters.cache),
    `Prompt Profiler ${extension}`,
    host.replace(/^vscode /u, 'VS Code '),
    `Node ${node}`,
    os,
    ...(remote ? [l10n.t('remote')] : []),
    ...(elsewhere === 0 ? [] : [l10n.t('at most {0} other runs at the same time on other servers', elsewhere)]),
    ...(loopDelayP99Ms === null ? [] : [l10n.t('measuring thread late by {0} (p99)', words.exact(loopDelayP99Ms))]),
  ];
  return html`<footer class="muted"><bdi>${parts.filter((part) => part !== '').join(' · ')}</bdi></footer>`;
}

/** The way that the run took; empty where there was no network, or no connection. */
function wayOf(connection: RunReport['connection']): string {
  if (!connection?.address) return '';
  const { path, proxy, address, family, failedAddresses } = connection;
  const failed = failedAddresses.map((each) => each.address).join(', ');
  if (path === 'unix-socket') return l10n.t('over the Unix socket {0}', address);
  if (path === 'proxy') return l10n.t('through the proxy {0}', proxy ?? '');
  const to = family === null ? address : `${address} (${family})`;
  return failed === '' ? l10n.t('direct to {0}', to) : l10n.t('direct to {0}, as {1} did not answer', to, failed);
}

function dateText(iso: string, locale: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const known = Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? 'en';
  return new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'medium' }).format(date);
}
