import { html } from 'lit-html';
import type { RunReport } from '../../src/core/runReport';
import type { Words } from './words';

/** When and on what the run was measured, in one line at the foot. */
export function environmentLine({ startedAt, environment, target, parameters }: RunReport, words: Words) {
  const { extension, host, node, os, remote, loopDelayP99Ms } = environment;
  const parts = [
    dateText(startedAt, words.locale),
    target.url,
    `cache ${parameters.cache}`,
    `Prompt Profiler ${extension}`,
    host,
    `Node ${node}`,
    os,
    ...(remote ? ['remote'] : []),
    ...(loopDelayP99Ms === null ? [] : [`measuring thread late by ${words.exact(loopDelayP99Ms)} (p99)`]),
  ];
  return html`<footer class="muted"><bdi>${parts.filter((part) => part !== '').join(' · ')}</bdi></footer>`;
}

function dateText(iso: string, locale: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const known = Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? 'en';
  return new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'medium' }).format(date);
}
