import * as l10n from '@vscode/l10n';
import type { Evidence, LoadLevel } from '../../../src/core/sweep/loadReport';
import { translated } from '../../../src/core/translated';
import { ERROR_TITLES } from '../outcome';
import type { Words } from '../words';

/** How the results of a sweep are worded, in one place for charts, tables and sentences. */

/** A load for a label in a chart, where the axis or the title says what is counted. */
export const shortLoad = ({ users, requestsPerSecond }: LoadLevel, { format }: Words): string =>
  users === null ? l10n.t('{0}/s', format.decimal(requestsPerSecond ?? 0, 2)) : format.count(users);

/** Sentences of a report are English; several in one text are found one by one. */
export function saidHere(text: string): string {
  const whole = translated(text);
  if (whole !== text) return whole;
  return text
    .split(/(?<=[.!?]) /u)
    .map(translated)
    .join(' ');
}

export function evidenceText({ value, unit }: Evidence, { format, duration }: Words): string {
  if (unit === 'ms') return duration(value);
  if (unit === 'share') return format.percent(value);
  return unit === 'tokens/s' ? format.tokenSpeed(value, 'card') : l10n.t('{0} times', format.decimal(value, 2));
}

/** Why a level is not, or only with care, to be read like the others. */
export function levelNotes(level: LoadLevel, words: Words): string[] {
  const { client, ending, counts } = level;
  const notes = [
    client.isLate ? lateNote(level, words) : null,
    ENDING_NOTES[ending] ?? null,
    counts.completed === 0 ? l10n.t('No request of it was answered.') : null,
    counts.held > 0
      ? l10n.t('{0} planned requests were not sent, as the server had asked to wait.', words.count(counts.held))
      : null,
  ];
  return notes.filter((note) => note !== null);
}

const ENDING_NOTES: Partial<Readonly<Record<LoadLevel['ending'], string>>> = {
  'time-up': l10n.t('Its time was up before enough requests had ended.'),
  stopped: l10n.t('It was stopped before its end.'),
  capped: l10n.t('A cap was reached before its end.'),
  saturated: l10n.t('The server is saturated here: more load brings no more answers.'),
  failing: l10n.t('Too many requests failed.'),
  'rate-limited': l10n.t('The server asked to wait longer than the level may take.'),
};

const lateNote = ({ client }: LoadLevel, { duration, format }: Words): string =>
  l10n.t(
    'This machine was late itself, by {0} at p99 with {1} of a processor core in use, so nothing is concluded from this level.',
    duration(Math.max(client.loopDelayP99Ms ?? 0, client.startLateP99Ms ?? 0)),
    format.percent(client.cpuShare),
  );

/** Failures by kind. */
export const errorsText = ({ errors }: LoadLevel, { count }: Words): string =>
  errors.map((error) => l10n.t('{0}: {1}', ERROR_TITLES[error.kind], count(error.count))).join(', ');

/** What a level asks of the server. */
export function levelName({ users, requestsPerSecond }: LoadLevel, { format }: Words): string {
  if (users === null) return l10n.t('{0} requests/s', format.decimal(requestsPerSecond ?? 0, 2));
  return users === 1 ? l10n.t('1 user') : l10n.t('{0} users', format.count(users));
}
